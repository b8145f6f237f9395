import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { operationsOf, reachableDocument, readContract } from "@so-webapi/contract-kit/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import { neighbour } from "../../src/witnesses/neighbours.ts";

// The whole bundle makes one module of 3,116 calls; the groups of the seeds are enough to show that what we publish is read.
const ofSeeds = /^v1(?:ContactAgent|PocketAgent|ContactEntity)_/;
const folder = mkdtempSync(join(tmpdir(), "generators-"));
const input = join(folder, "contract.json");
let operationIds: string[] = [];

beforeAll(() => {
  const whole = readContract("open");
  operationIds = operationsOf(whole)
    .map(({ operationId }) => operationId)
    .filter((id) => ofSeeds.test(id));
  writeFileSync(input, JSON.stringify(reachableDocument(whole, new Set(operationIds))));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (program: Parameters<typeof neighbour>[0], args: readonly string[]): void => {
  execFileSync(neighbour(program), args, { cwd: folder, stdio: "pipe" });
};

/** What the strict compiler says against a file: a line for each error. */
const complaints = (file: string): string[] => {
  const flags = "--noEmit --strict --skipLibCheck --target es2022 --module esnext --moduleResolution bundler";
  const tsc = join(import.meta.dirname, "../../node_modules/.bin/tsc");
  const more = ["--lib", "es2022,dom,dom.iterable", "--types", "", file];
  const { status, stdout } = spawnSync(tsc, [...flags.split(" "), ...more], {
    cwd: folder,
    encoding: "utf8",
  });
  const errors = stdout.split("\n").filter((line) => line.includes(": error TS"));
  if (status === null || (status !== 0 && errors.length === 0))
    throw new Error(`the compiler did not run: ${stdout}`);
  return errors;
};

/** A file that the compiler must refuse: or compiling shows nothing. */
const refuses = (name: string, text: string): void => {
  const file = join(folder, name);
  writeFileSync(file, text);
  expect(complaints(file).join()).toMatch(/TS2322/);
};

const exported = (text: string): Set<string> =>
  new Set([...text.matchAll(/export const (\w+)/g)].map(([, name = ""]) => name.toLowerCase()));

const missing = (names: ReadonlySet<string>): string[] =>
  operationIds.filter(
    (id) => !names.has(id.replaceAll("_", "").toLowerCase()) && !names.has(id.toLowerCase()),
  );

it("hey-api makes a call of every operation, and they compile", () => {
  const plugins = ["@hey-api/typescript", "@hey-api/sdk", "@hey-api/client-fetch"];
  run("openapi-ts", ["-i", input, "-o", "hey", "--plugins", ...plugins]);
  expect(missing(exported(readFileSync(join(folder, "hey/sdk.gen.ts"), "utf8")))).toEqual([]);
  expect(complaints(join(folder, "hey/index.ts"))).toEqual([]);
  refuses(
    "hey-wrong.ts",
    'import type { ContactActivity } from "./hey";\nexport const id: ContactActivity["ContactId"] = "5";\n',
  );
});

it("orval makes a call of every operation, and all but two compile", () => {
  run("orval", ["--input", input, "--output", "orval.ts", "--client", "fetch"]);
  expect(missing(exported(readFileSync(join(folder, "orval.ts"), "utf8")))).toEqual([]);
  // Of a body with binary and form media types, orval passes the form's object to fetch as it is; its own slip, twice.
  const errors = complaints(join(folder, "orval.ts"));
  expect(errors.map((line) => /'Blob \| (\w+)' is not assignable to type 'BodyInit/.exec(line)?.[1])).toEqual(
    ["V1ContactEntitySaveImageBodyFive", "V1ContactEntitySaveImagePOSTBodyFive"],
  );
  refuses(
    "orval-wrong.ts",
    'import type { ContactActivity } from "./orval";\nexport const id: ContactActivity["ContactId"] = "5";\n',
  );
});
