// Writes src/generated/: for each half of each sample a file that must compile and a file in which every marked line
// must not.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { readContract } from "@so-webapi/contract-kit/contract";
import { directions } from "@so-webapi/contract-kit/samples";
import { readSamples } from "@so-webapi/openapi";
import { mustFailSource } from "../src/types/must-fail.ts";
import { sampleSource, typedBody } from "../src/types/sample-source.ts";

const out = new URL("../src/generated/", import.meta.url);
const samples = readSamples();
const document = readContract(
  "closed",
  samples.map(({ operationId }) => operationId),
);
const up = "../../";

rmSync(out, { recursive: true, force: true });
for (const folder of ["samples/", "must-fail/"]) mkdirSync(new URL(folder, out), { recursive: true });

for (const sample of samples) {
  for (const direction of directions) {
    const file = `${sample.operationId}.${direction}.ts`;
    const banner = `// Made by scripts/generate.ts from the sample ${sample.operationId}. Do not edit.\n`;
    writeFileSync(
      new URL(`samples/${file}`, out),
      banner + sampleSource(typedBody(document, sample, direction), up),
    );
    writeFileSync(
      new URL(`must-fail/${file}`, out),
      banner + mustFailSource(document, sample, direction, up),
    );
  }
}
console.log(`${samples.length} samples, ${samples.length * directions.length * 2} files`);
