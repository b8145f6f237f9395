// Prints what the types cost their user, now and at the size of the whole platform. `node scripts/measure.ts`
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Consumer, compilers } from "../test/consumer.ts";
import type { OpenApiDocument } from "./generator/document.ts";
import { generateTypes } from "./generator/generate-types.ts";
import { enlarge } from "./measure/enlarge.ts";
import { flagVariants } from "./measure/flag-variants.ts";

const file = fileURLToPath(import.meta.resolve("@so-webapi/openapi/superoffice.openapi.json"));
const contract = JSON.parse(readFileSync(file, "utf8")) as OpenApiDocument;
const installed = "node_modules/@so-webapi/types/dist";
const user = (entry: string, schema: string): string => `
import type { ${schema} } from "@so-webapi/types";
import type { paths } from "@so-webapi/types/${entry}";
export const post = (path: keyof paths, input: ${schema}): string => path + (input.Name ?? "");
`;

console.log("Generator");
const sizes = [
  { name: "this contract", document: contract },
  { name: "half", document: enlarge(contract, { operations: 1558, schemas: 803 }) },
  { name: "whole platform", document: enlarge(contract, { operations: 3116, schemas: 1606 }) },
];
let whole: Awaited<ReturnType<typeof generateTypes>> = [];
for (const { name, document } of sizes) {
  const before = process.cpuUsage();
  whole = await generateTypes(document);
  const seconds = cpuSeconds(before).toFixed(1);
  const megabytes = (whole.reduce((sum, { text }) => sum + text.length, 0) / 1e6).toFixed(2);
  console.log(`  ${name}: ${whole.length} files, ${megabytes} MB, ${seconds} s of CPU`);
}

for (const compiler of Object.keys(compilers) as (keyof typeof compilers)[]) {
  console.log(`A user's tsc ${compiler}, best of 5`);
  const now = new Consumer();
  now.write("user.ts", user("entities/contact", "ContactEntityInput"));
  now.write("none.ts", "export {};");
  report("  nothing imported", now, "none.ts", compiler);
  report("  one entry, this contract", now, "user.ts", compiler);

  const later = new Consumer();
  // The generated modules are declarations but for their extension: no need to compile them first.
  for (const { path, text } of whole)
    later.write(`${installed}/generated/${path.replace(/ts$/, "d.ts")}`, text);
  later.write("user.ts", user("entities/contact1", "ContactEntityInput1"));
  report("  one entry, whole platform", later, "user.ts", compiler);
  const everything = whole.map(({ path }) => path.slice(0, -3)).filter((path) => path !== "schemas");
  later.write(
    "all.ts",
    everything.map((path, i) => `export type { paths as P${i} } from "@so-webapi/types/${path}";`).join("\n"),
  );
  report("  all entries, whole platform", later, "all.ts", compiler);

  for (const [name, text] of Object.entries(flagVariants(30))) {
    now.write("flags.ts", text);
    report(`  30 enums of 30 flags, ${name}`, now, "flags.ts", compiler);
  }
  now[Symbol.dispose]();
  later[Symbol.dispose]();
}

function report(name: string, consumer: Consumer, of: string, compiler: keyof typeof compilers): void {
  const runs = Array.from({ length: 5 }, () => {
    const output = consumer.tsc({ compiler, files: [of], args: ["--extendedDiagnostics"] });
    if (/error TS/.test(output)) throw new Error(output);
    const read = (label: string): number =>
      Number(new RegExp(`^${label}:\\s+([\\d.]+)`, "m").exec(output)?.[1]);
    return { seconds: read("Total time"), megabytes: read("Memory used") / 1000 };
  });
  // The best run is the one that other work on the machine disturbed least.
  const seconds = Math.min(...runs.map((run) => run.seconds)).toFixed(2);
  const megabytes = Math.min(...runs.map((run) => run.megabytes)).toFixed(0);
  console.log(`${name}: ${seconds} s, ${megabytes} MB`);
}

function cpuSeconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}
