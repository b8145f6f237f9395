import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { cases } from "../../src/corpus/cases.ts";
import { contractKit, validators } from "../../src/corpus/checkers.ts";
import { corpusPage } from "../../src/corpus/corpus-table.ts";

it("the page of the corpus says what the tools make of it today (scripts/corpus.ts writes it)", async () => {
  const page = new URL("../../../contract-kit/docs/corpus.md", import.meta.url);
  expect(readFileSync(page, "utf8")).toBe(await corpusPage());
});

it("judges of our own see a schema that no longer says what is meant", async () => {
  const names = ["EnumOrNull", "FlagsIn", "VendorDateTime", "ClosedObject"];
  const loose = cases
    .filter(({ name }) => names.includes(name))
    .map((one) => ({ ...one, schema: { type: "object" } }));
  for (const tool of [contractKit, validators])
    for (const [at, verdict] of (await tool(loose)).entries())
      expect(verdict).toEqual({ kind: "judged", takes: loose[at]?.refused, refuses: [] });
});
