import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compileReference } from "../../src/compile/compile-reference.ts";
import { planFiles, syncFiles } from "../../src/compile/sync-files.ts";
import { greenhouse, greenhousePages, greenhouseReference } from "./greenhouse-reference.ts";
import { readTree } from "./write-tree.ts";

const compileInto = async (reference: string, contract: string, prune = true) => {
  const compilation = await compileReference(reference, { handWritten: contract });
  const changes = planFiles(contract, compilation.files, prune);
  syncFiles(contract, compilation.files, changes);
  return { ...compilation, changes };
};

test("pages and WSDLs become groups, schemas, evidence and descriptors", async () => {
  const { reference, contract } = greenhouse();
  const { files, diagnostics, counts } = await compileReference(reference, { handWritten: contract });
  expect(diagnostics).toEqual([]);
  expect(counts).toMatchObject({ operations: 3, classes: 2, enums: 2, soapVersions: 2 });
  expect([...files.keys()].filter((path) => !path.startsWith("soap/")).sort()).toEqual([
    "agents/greenhouse.yaml",
    "entities/bed.yaml",
    "evidence/classes.jsonl",
    "evidence/enums.jsonl",
    "evidence/operations.jsonl",
    "openapi.yaml",
    "parameters.yaml",
    "responses.yaml",
    "schemas/Bed.yaml",
    "schemas/DateTime.yaml",
    "schemas/Plant.yaml",
    "schemas/Tools.yaml",
    "schemas/Weather.yaml",
  ]);
  expect(files.get("schemas/Bed.yaml")).toContain("$ref: ./Weather.yaml");
  expect([...files.keys()].some((path) => path.startsWith("soap/"))).toBe(true);
});

test("a second run writes nothing, and the bytes are the same whatever the order of the file system", async () => {
  const { reference, contract } = greenhouse();
  await compileInto(reference, contract);
  const first = readTree(contract);
  const { changes } = await compileInto(reference, contract);
  expect(changes).toMatchObject({ written: [], removed: [] });
  const backwards = Object.fromEntries(Object.entries(greenhouseReference()).reverse());
  const other = greenhouse(backwards);
  await compileInto(other.reference, other.contract);
  expect(readTree(other.contract)).toEqual(first);
});

test("what is no longer written is removed, what people wrote stays", async () => {
  const { reference, contract } = greenhouse();
  await compileInto(reference, contract);
  writeFileSync(join(contract, "schemas/Old.yaml"), "type: object\n");
  writeFileSync(join(contract, "schemas/Ours.yaml"), "x-hand-written: true\ntype: object\n");
  writeFileSync(join(contract, "notes.yaml"), "ours\n");
  rmSync(join(reference, "rest"), { recursive: true });
  const { changes } = await compileInto(reference, contract);
  expect(changes.removed).toEqual(["entities/bed.yaml", "schemas/Old.yaml"]);
  expect(existsSync(join(contract, "schemas/Ours.yaml"))).toBe(true);
  expect(existsSync(join(contract, "notes.yaml"))).toBe(true);
});

test("a hand-written schema of another folder's contract is not removed either", async () => {
  const { reference, contract } = greenhouse();
  const other = greenhouse().contract;
  writeFileSync(join(other, "schemas/Ours.yaml"), "type: object\nx-hand-written: true\n");
  const { files } = await compileReference(reference, { handWritten: contract });
  expect(planFiles(other, files, true).removed).toEqual([]);
});

test("pages alone compile, and what only a WSDL could tell is unknown", async () => {
  const { reference, contract } = greenhouse(greenhousePages());
  const { evidence, diagnostics } = await compileReference(reference, { handWritten: contract });
  expect(diagnostics).toEqual([]);
  const facts = evidence.find(({ name }) => name === "Bed")?.facts ?? [];
  expect(Object.fromEntries(facts.map(({ part, state }) => [part, state]))).toEqual({
    BedId: "stated",
    Plants: "unknown",
    Labels: "unknown",
    Humidity: "stated",
    Weather: "unknown",
    Tools: "unknown",
    Colour: "unknown",
  });
});

test("--only leaves the rest of the entry document in place and changes no class", async () => {
  const { reference, contract } = greenhouse();
  await compileInto(reference, contract);
  const whole = readTree(contract);
  const { files, counts } = await compileReference(reference, { handWritten: contract, only: ["bed"] });
  expect(counts.operations).toBe(1);
  expect(files.has("agents/greenhouse.yaml")).toBe(false);
  for (const [path, text] of files) expect(`${path}\n${text}`).toBe(`${path}\n${whole[path]}`);
});

test("the pages' words come along only when they are asked for", async () => {
  const { reference, contract } = greenhouse();
  const without = await compileReference(reference, { handWritten: contract });
  const withWords = await compileReference(reference, { handWritten: contract, descriptions: true });
  expect([...without.files.values()].join("")).not.toContain("In per cent.");
  expect(withWords.files.get("schemas/Bed.yaml")).toContain("In per cent.");
});

test("a seed rules over another release's page of the same uid", async () => {
  const pages = greenhouseReference();
  const seed = pages["rest/Bed/v1BedEntity_GetBed.md"]?.replaceAll("Colour", "Hue") ?? "";
  const { reference, contract } = greenhouse({ ...pages, "seeds/000.txt": seed });
  const { model } = await compileReference(reference, { handWritten: contract });
  expect(model.operations).toHaveLength(3);
  expect(model.operations.find(({ page }) => page.uid === "v1BedEntity_GetBed")?.page.file).toBe(
    "seeds/000.txt",
  );
});

test("two sources that contradict are a diagnostic, until an overlay decides", async () => {
  const pages = greenhouseReference();
  for (const path of Object.keys(pages))
    pages[path] = (pages[path] ?? "")
      .replaceAll("| BedId | int32 |", "| BedId | bool |")
      .replaceAll('"BedId": 1', '"BedId": true');
  const { reference, contract } = greenhouse(pages);
  const before = await compileReference(reference, { handWritten: contract });
  expect(before.diagnostics.map(({ code }) => code)).toEqual(["contradiction"]);
  const overlay = `overlay: 1.1.0
actions:
  - target: $.components.schemas.Bed.properties.BedId
    x-evidence: [wsdl/WSDL-Services88-Greenhouse.xml:3]
    update:
      type: integer
`;
  mkdirSync(join(contract, "overlays"));
  writeFileSync(join(contract, "overlays/keys.yaml"), overlay);
  const after = await compileReference(reference, { handWritten: contract });
  expect(after.diagnostics).toEqual([]);
  const fact = after.evidence.find(({ name }) => name === "Bed")?.facts.find(({ part }) => part === "BedId");
  expect(fact).toEqual({
    part: "BedId",
    type: "int32",
    state: "corrected",
    rule: "overlay",
    sources: ["overlays/keys.yaml:3", "wsdl/WSDL-Services88-Greenhouse.xml:3"],
  });
});

test("an overlay of what the contract does not have is a diagnostic", async () => {
  const { reference, contract } = greenhouse();
  mkdirSync(join(contract, "overlays"));
  const action = (target: string): string => `  - target: ${target}\n    update: {type: integer}\n`;
  writeFileSync(
    join(contract, "overlays/a.yaml"),
    `actions:\n${action("$.components.schemas.Shed.properties.Door")}${action("$..properties[?length(@) > 2]")}`,
  );
  const { diagnostics } = await compileReference(reference, { handWritten: contract });
  expect(diagnostics.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual([
    "overlays/a.yaml:2 stray-correction",
    "overlays/a.yaml:4 unread-correction",
  ]);
});

test("evidence of an overlay that nobody can look up is a diagnostic, whatever the overlay changes", async () => {
  const { reference, contract } = greenhouse();
  mkdirSync(join(contract, "overlays"));
  const page = "rest/Bed/v1BedEntity_GetBed.md";
  const evidence = [
    `${page}:1`,
    `${page}:1-3`,
    `${page}:13000`,
    "rest/Bed/v1BedEntity_GetBad.md:1",
    "the samples",
    "soap/Services99/of-another-part.md:1",
  ];
  const list = evidence.map((one) => `      - ${one}\n`).join("");
  writeFileSync(
    join(contract, "overlays/a.yaml"),
    `actions:\n  - target: $.components.schemas.Bed.properties.BedId\n    x-evidence:\n${list}    update: {x-webapi-url: true}\n`,
  );
  const { diagnostics } = await compileReference(reference, { handWritten: contract });
  expect(diagnostics.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual(
    Array(3).fill("overlays/a.yaml:2 evidence-missing"),
  );
  expect(diagnostics.map(({ message }) => message)).toEqual([
    expect.stringMatching(/GetBed\.md:13000: nothing stands there; the file has \d+ lines/),
    expect.stringContaining("GetBad.md:1: the reference has no such file"),
    expect.stringContaining("the samples is no file and line"),
  ]);
});

test("a schema that nobody writes is a diagnostic", async () => {
  const { reference, contract } = greenhouse();
  const page = join(reference, "rest/Bed/v1BedEntity_GetBed.md");
  writeFileSync(page, readFileSync(page, "utf8").replace("| Colour | string |", "| Colour | date-time |"));
  rmSync(join(contract, "schemas/DateTime.yaml"));
  const { diagnostics } = await compileReference(reference, { handWritten: contract });
  expect(diagnostics.map(({ code }) => code)).toContain("class-tables-differ");
  rmSync(join(reference, "agent"), { recursive: true });
  const second = await compileReference(reference, { handWritten: contract });
  expect(second.diagnostics.map(({ code }) => code)).toContain("missing-schema");
});
