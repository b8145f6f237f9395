// Builds dist: superoffice.openapi.json, superoffice.closed.json, samples.json, and the library beside them.
import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { buildContract } from "../src/contract.ts";
import { inContract } from "../src/paths.ts";
import { readSamples, readSoapSamples } from "../src/samples.ts";

rmSync(inContract("dist"), { recursive: true, force: true });
mkdirSync(inContract("dist"));
try {
  // Others wait for both: tsc, a program of its own, works while the sources are read.
  const [{ operations, schemas, rest, soap }] = await Promise.all([contract(), library()]);
  console.log(`${operations} operations, ${schemas} schemas, ${rest} REST and ${soap} SOAP samples`);
} catch (error) {
  console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
  process.exitCode = 1;
}

async function contract() {
  const { open, closed } = await buildContract();
  const rest = readSamples();
  const soap = readSoapSamples();
  write("superoffice.openapi.json", open);
  write("superoffice.closed.json", closed);
  write("samples.json", { rest, soap });
  return {
    operations: Object.values(open.paths).flatMap((item) => Object.keys(item)).length,
    schemas: Object.keys(open.components.schemas).length,
    rest: rest.length,
    soap: soap.length,
  };
}

function write(file: string, value: unknown): void {
  writeFileSync(inContract(`dist/${file}`), `${JSON.stringify(value, null, 2)}\n`);
}

async function library(): Promise<void> {
  await promisify(execFile)("tsc", ["-p", "tsconfig.build.json"], { cwd: inContract(".") }).catch(
    ({ stdout }) => {
      throw new Error(`tsc -p tsconfig.build.json:\n${stdout}`);
    },
  );
}
