// Packs the contract, its samples and its evidence into dist/data, so that `so-contract` needs nothing but itself.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const contract = new URL("./", import.meta.resolve("@so-webapi/openapi/package.json"));
const out = new URL("../dist/data/", import.meta.url);

mkdirSync(out, { recursive: true });
const pack = (name: string, data: string | Buffer): void => {
  const packed = gzipSync(data, { level: 9 });
  writeFileSync(new URL(`${name}.gz`, out), packed);
  console.log(`${name}: ${packed.byteLength} bytes`);
};
const read = (path: string): Buffer => readFileSync(fileURLToPath(new URL(path, contract)));

pack("superoffice.openapi.json", read("dist/superoffice.openapi.json"));
pack("samples.json", read("dist/samples.json"));
const evidence = ["classes", "enums", "operations"].map((name) => read(`evidence/${name}.jsonl`).toString());
pack("evidence.jsonl", evidence.join(""));
