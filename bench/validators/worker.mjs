// One subject in a fresh process: prints nanoseconds for one pass, the median of many.
import { readSamples } from "../../openapi/dist/index.js";
import { operations, shapes } from "../../packages/operations/dist/all.js";
import { canonicalize } from "../../packages/platform/dist/names/index.js";
import { loadValidators } from "../../packages/validators/dist/all.js";
import { median } from "../statistics.mjs";

const [subject, operationId] = process.argv.slice(2);
const text = readSamples().find((sample) => sample.operationId === operationId).response.body;
const body = JSON.parse(text);
const shape = operations.find((operation) => operation.operationId === operationId).responses["200"];
const check = (await loadValidators(operationId)).responses["200"];
const passes = {
  "JSON.parse": () => JSON.parse(text),
  validate: () => check(body),
  canonicalize: () => canonicalize(body, shape, shapes),
};
const pass = passes[subject];
const times = [];
for (let batch = 0; batch < 60; batch++) {
  const start = process.hrtime.bigint();
  for (let i = 0; i < 200; i++) pass();
  times.push(Number(process.hrtime.bigint() - start) / 200);
}
console.log(median(times.slice(20)));
