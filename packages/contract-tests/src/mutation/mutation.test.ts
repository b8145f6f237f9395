import { readContract } from "@so-webapi/contract-kit/contract";
import {
  bodyKinds,
  describe,
  excuses,
  messageKinds,
  mutationsOf,
  schemaKinds,
  specExcuses,
  tolerances,
} from "@so-webapi/contract-kit/mutation";
import { readSamples } from "@so-webapi/openapi";
import { expect, it, describe as suite } from "vitest";
import { socketMutations } from "./mutant-checks.ts";

const document = readContract("closed");
const samples = readSamples();
const all = samples.flatMap((sample) => mutationsOf(document, sample));

suite("mutations", () => {
  it("are the same in every run", () => {
    const again = samples.flatMap((sample) => mutationsOf(document, sample));
    expect(again.map(describe)).toEqual(all.map(describe));
    expect([...socketMutations(again)].map(describe)).toEqual([...socketMutations(all)].map(describe));
  });

  it("each change the sample", () => {
    for (const mutation of all) {
      const sample = samples.find(({ operationId }) => operationId === mutation.operationId);
      expect(JSON.stringify(mutation.sample()), describe(mutation)).not.toBe(JSON.stringify(sample));
    }
  });

  it("leave the other half of the sample alone", () => {
    for (const mutation of all) {
      const sample = samples.find(({ operationId }) => operationId === mutation.operationId);
      const other = mutation.direction === "request" ? "response" : "request";
      expect(mutation.sample()[other], describe(mutation)).toEqual(sample?.[other]);
    }
  });
});

suite("ids", () => {
  it.each([
    ["kinds of samples", [...bodyKinds, ...messageKinds]],
    ["kinds of the contract", schemaKinds],
    ["rules", [...excuses, ...tolerances, ...specExcuses]],
  ])("of %s are unique", (_title, list) => {
    const ids = list.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

suite("rules", () => {
  it("name no operation and no property of the contract", () => {
    const names = new Set([
      ...samples.map(({ operationId }) => operationId),
      ...Object.values(document.components.schemas).flatMap((schema) =>
        Object.keys(schema["properties"] ?? {}),
      ),
    ]);
    const texts = [...excuses, ...tolerances, ...specExcuses].map(({ applies }) => applies.toString());
    const quoted = texts.flatMap((text) =>
      [...text.matchAll(/["'`]([A-Za-z0-9_]+)["'`]/g)].map(([, word = ""]) => word),
    );
    expect(quoted.filter((word) => names.has(word))).toEqual([]);
  });
});
