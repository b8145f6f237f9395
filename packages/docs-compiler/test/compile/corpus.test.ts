import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type Compilation, compileReference } from "../../src/compile/compile-reference.ts";
import { countStates } from "../../src/evidence/count-states.ts";
import { findSubject } from "../../src/evidence/find-subject.ts";
import { isProven, proveRules } from "../../src/proof/prove-rules.ts";
import { coverageOf, knownShare } from "../../src/report/coverage.ts";
import { contractSchemas } from "../../src/samples/contract-schemas.ts";
import { extractSamples } from "../../src/samples/extract-samples.ts";
import { validateSamples } from "../../src/samples/validate-samples.ts";
import { hasReference, referenceDir } from "../pages/reference.ts";
import { writeFolder } from "./write-tree.ts";

const openapi = resolve(import.meta.dirname, "../../../../openapi");

/** The hand-written parts without the overlays, so that the figures are those of the sources alone. */
const contractWithoutOverlays = (): string => {
  const parts = ["openapi.yaml", "parameters.yaml", "responses.yaml"];
  const schemas = ["DateTime", "EntityErrorBody", "AgentErrorBody"].map((name) => `schemas/${name}.yaml`);
  const text = (path: string): string => readFileSync(join(openapi, path), "utf8");
  const marked = (path: string): string =>
    `${text(path).replace(/^x-hand-written: true\n/m, "")}x-hand-written: true\n`;
  return writeFolder(
    Object.fromEntries([
      ...parts.map((path) => [path, text(path)]),
      ...schemas.map((path) => [path, marked(path)]),
    ]),
  );
};

describe.runIf(hasReference("that the whole reference compiles as pinned"))("the whole reference", () => {
  let compilation: Compilation;
  let contract: string;
  afterAll(() => rmSync(contract, { recursive: true, force: true }));
  beforeAll(async () => {
    contract = contractWithoutOverlays();
    compilation = await compileReference(referenceDir(), { handWritten: contract });
  });

  test("has 3,116 operations, and the classes and enums that they reach", () => {
    expect(compilation.counts).toEqual({
      pages: 3267,
      operations: 3116,
      classes: 412,
      enums: 159,
      soapVersions: 5,
    });
  });

  test("has no diagnostics but contradictions of two sources and schemas that people write", () => {
    const codes = compilation.diagnostics.map(({ code }) => code);
    expect(codes.filter((code) => code !== "missing-schema")).toEqual(Array(18).fill("contradiction"));
  });

  test("is known for at least 97 %, state by state as pinned", () => {
    const counts = countStates(compilation.evidence);
    expect(knownShare(counts)).toBeGreaterThanOrEqual(97);
    expect(counts).toEqual({
      confirmed: 5704,
      stated: 968,
      inferred: 3989,
      corrected: 0,
      unknown: 163,
      total: 10824,
    });
  });

  test("lists each unknown with a source", () => {
    const { unknown } = coverageOf(compilation.evidence);
    expect(unknown).toHaveLength(163);
    expect(unknown.filter(({ sources }) => sources.length === 0)).toEqual([]);
  });

  test("keeps its evidence under 3 MB", () => {
    const texts = [...compilation.files]
      .filter(([path]) => path.startsWith("evidence/"))
      .map(([, text]) => text);
    expect(texts.join("").length).toBeLessThan(3_000_000);
  });

  test("explains where a property's type comes from", () => {
    const found = findSubject(compilation.evidence, "ContactActivity.Action");
    expect(found.found && found.facts).toEqual([
      {
        part: "Action",
        type: "ContactAction",
        state: "inferred",
        rule: "wsdl-behind-blunt-word",
        sources: ["seeds/000_c635de73a29bc0b6.txt:75", "soap/Services88/Services88-Contact.md:720"],
      },
    ]);
  });

  test("has samples that all agree with the contract or differ for a known reason", () => {
    const pages = compilation.model.operations.map(({ page }) => page);
    const report = validateSamples(pages, contractSchemas(compilation.files));
    expect(report.unclassified).toEqual([]);
    expect(report).toMatchObject({ messages: 6232, bodies: 4869, clean: 4096 });
    expect(report.classes).toEqual({
      "elided-object": 1014,
      "constant-for-bytes": 108,
      "decimal-in-integer": 4,
      "filler-in-date": 26,
      "filler-in-enum": 12,
      "filler-in-base64": 0,
      "member-of-rest-only": 29,
      "null-after-204": 536,
      "request-body-left-out": 62,
      "path-not-filled": 693,
      "query-left-out": 212,
      "description-as-reason": 178,
      "misspelt-time-zone": 29,
    });
  });

  test("gives the samples of the seeds as they are committed", () => {
    const seeds = compilation.model.operations
      .map(({ page }) => page)
      .filter(({ file }) => file.startsWith("seeds/"));
    expect(seeds).toHaveLength(4);
    for (const [path, text] of extractSamples(referenceDir(), seeds)) {
      const committed = join(openapi, "samples", path);
      expect(existsSync(committed)).toBe(true);
      if (path.endsWith(".http")) expect(text).toBe(readFileSync(committed, "utf8"));
    }
  });

  test("has the figures that README.md shows", () => {
    const readme = readFileSync(resolve(import.meta.dirname, "../../README.md"), "utf8");
    for (const [state, count] of Object.entries(countStates(compilation.evidence)))
      if (state !== "total") expect(readme).toContain(`| ${state} | ${count.toLocaleString("en-US")} |`);
  });

  test("compiles from the five seeds alone, and says what they cannot tell", async () => {
    const folder = writeFolder({});
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    cpSync(join(referenceDir(), "seeds"), join(folder, "seeds"), { recursive: true });
    const { counts, diagnostics, evidence } = await compileReference(folder, { handWritten: contract });
    expect(diagnostics).toEqual([]);
    expect(counts).toEqual({ pages: 5, operations: 4, classes: 4, enums: 0, soapVersions: 0 });
    expect(countStates(evidence)).toMatchObject({ confirmed: 0, stated: 23, inferred: 1, unknown: 60 });
    const found = findSubject(evidence, "v1ContactAgent_GetMyActiveContacts.response");
    expect(found.found && found.facts[0]?.type).toBe("ContactAgentGetMyActiveContactsItem[]");
  });

  test("proves every rule that is used", () => {
    const pages = compilation.model.operations.map(({ page }) => page);
    const proofs = proveRules(pages, compilation.facts);
    expect(proofs.filter((proof) => !isProven(proof))).toEqual([]);
    expect(Object.fromEntries(proofs.map(({ rule, right, tried }) => [rule, `${right}/${tried}`]))).toEqual({
      "page-exact": "14510/14594",
      "wsdl-only": "16596/16680",
      "wsdl-behind-blunt-word": "18496/18532",
      "wsdl-behind-leaked-name": "14/14",
      "sample-elements": "12/12",
      "sample-elements: texts": "22/24",
      "string-of-a-page": "11072/13281",
      position: "943/943",
      "folder-entity": "1274/1274",
      "only-class-with-table": "1631/1631",
      "as-answered": "141/141",
    });
  });
});
