import { readdirSync, readFileSync } from "node:fs";
import { readContract } from "@so-webapi/contract-kit/contract";
import { readSoapSamples } from "@so-webapi/openapi";
import { afterAll, describe, expect, it } from "vitest";
import { evidenceProblems, overlayEvidence, sourcesOf } from "../src/pages/evidence.ts";
import { storedEvidence } from "../src/pages/evidence-store.ts";
import { fences, openReference } from "../src/pages/reference.ts";
import { writeResult } from "./setup/results.ts";
import { samples } from "./setup/subjects.ts";

const contract = new URL("./", import.meta.resolve("@so-webapi/openapi/package.json"));
const reference = openReference();
const read = (path: string): string => readFileSync(new URL(path, contract), "utf8");
const overlays = readdirSync(new URL("overlays/", contract)).filter((file) => file.endsWith(".yaml"));
const evidence = [
  ...sourcesOf(readContract("open")),
  ...overlays.flatMap((file) => overlayEvidence(file, read(`overlays/${file}`))),
];
/** The facts of the store; its corrections name lines of overlays too, which are the contract's own. */
const stored = ["classes", "enums", "operations"].flatMap((name) =>
  storedEvidence(`evidence/${name}.jsonl`, read(`evidence/${name}.jsonl`)).filter(
    ({ place }) => !place.startsWith("overlays/"),
  ),
);
const messages = [
  ...samples.flatMap(({ operationId, page }) => [
    { file: `samples/${operationId}/request.http`, page, kind: "http!", index: 0 },
    { file: `samples/${operationId}/response.http`, page, kind: "http_", index: 0 },
  ]),
  ...readSoapSamples().flatMap(({ uid, page }) => [
    { file: `samples/${uid}/request.xml`, page, kind: "xml", index: 0 },
    { file: `samples/${uid}/response.xml`, page, kind: "xml", index: 1 },
  ]),
];
let compared = 0;

afterAll(() => {
  const text =
    reference === undefined
      ? "Pages: NOT CHECKED, the reference pages are not here (set SO_REFERENCE_DIR to their folder)"
      : `Pages: ${compared} of ${messages.length} sample messages and ${evidence.length + stored.length} places of evidence were compared with the pages`;
  writeResult(
    "pages",
    { checked: reference !== undefined, messages: compared, evidence: evidence.length + stored.length },
    text,
  );
  if (reference === undefined) console.warn(text);
});

describe("evidence", () => {
  it("is named for every class and every overlay action that the pages know", () => {
    expect(evidence.length).toBeGreaterThan(100);
    expect(evidence.filter(({ words }) => words.length === 0)).toEqual([]);
  });
});

// Without the pages these tests do not exist, rather than pass: the report says so.
if (reference !== undefined) {
  describe("the pages", () => {
    it.each(messages)("have $file byte for byte", ({ file, page, kind, index }) => {
      const lines = reference.lines(page);
      if (lines === undefined) throw new RangeError(`there is no page ${page}`);
      expect(read(file)).toBe(fences(lines, kind)[index]);
      compared++;
    });

    it("have every line that the store of evidence names, and each is about its fact", () => {
      expect(stored.length).toBeGreaterThan(15_000);
      expect(evidenceProblems(reference, stored)).toEqual([]);
    });

    it("have every line that the contract names as evidence, and each is about it", () => {
      expect(evidenceProblems(reference, evidence)).toEqual([]);
    });
  });
}
