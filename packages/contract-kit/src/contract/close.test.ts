import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { closeProfile } from "./close.ts";
import { compileDocument } from "./compile.ts";
import { readContract } from "./contract.ts";
import type { ContractDocument } from "./document.ts";

describe("the closed profile", () => {
  it("of the packed contract is the one that the contract's own build derives", () => {
    const file = fileURLToPath(import.meta.resolve("@so-webapi/openapi/superoffice.closed.json"));
    const expected = JSON.parse(readFileSync(file, "utf8")) as ContractDocument;
    const actual = readContract("closed");
    expect(actual.components.schemas).toEqual(expected.components.schemas);
    expect(actual.paths).toEqual(expected.paths);
  });

  it("closes what allOf puts together as a whole, and not its parts against each other", () => {
    const part = (name: string) => ({ type: "object", properties: { [name]: { type: "string" } } });
    const open = {
      paths: {},
      components: {
        schemas: {
          Both: { allOf: [part("A"), part("B")] },
          Map: { type: "object", additionalProperties: {} },
        },
      },
    } as unknown as ContractDocument;
    const { at } = compileDocument(closeProfile(open));
    const check = at("/components/schemas/Both");
    expect(check({ A: "a", B: "b" })).toEqual([]);
    expect(check({ A: "a", B: "b", C: "c" })).toHaveLength(1);
    expect(at("/components/schemas/Map")({ any: 1 })).toEqual([]);
  });
});
