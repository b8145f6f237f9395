// Writes dist/superoffice.openapi.json, dist/superoffice.closed.json and dist/samples.json.
import { mkdirSync, writeFileSync } from "node:fs";
import { buildContract } from "../contract.ts";
import { inContract } from "../paths.ts";
import { readSamples, readSoapSamples } from "../samples.ts";

try {
  const { open, closed } = await buildContract();
  const rest = readSamples();
  const soap = readSoapSamples();
  mkdirSync(inContract("dist"), { recursive: true });
  const write = (file: string, value: unknown): void =>
    writeFileSync(inContract(`dist/${file}`), `${JSON.stringify(value, null, 2)}\n`);
  write("superoffice.openapi.json", open);
  write("superoffice.closed.json", closed);
  write("samples.json", { rest, soap });
  const operations = Object.values(open.paths).flatMap((item) => Object.keys(item)).length;
  console.log(
    `${operations} operations, ${Object.keys(open.components.schemas).length} schemas, ${rest.length} REST and ${soap.length} SOAP samples`,
  );
} catch (error) {
  console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
  process.exitCode = 1;
}
