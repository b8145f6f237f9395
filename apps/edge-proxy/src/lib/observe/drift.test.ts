import type { BodyShape, Operation, Shapes } from "@so-webapi/operations";
import { describe, expect, it } from "vitest";
import { createDrift, generalPointer } from "./drift.ts";

const shapes: Shapes = {
  classes: {
    Contact: {
      name: { name: "Name", kind: "value" },
      persons: { name: "Persons", class: "Person", kind: "array" },
      fields: { name: "Fields", class: "Person", kind: "dictionary" },
      boss: { name: "Boss", class: "Person", kind: "value" },
    },
    Person: { rank: { name: "Rank", kind: "value" }, "a/b": { name: "a/b", kind: "value" } },
  },
  enums: {},
};
const shape: BodyShape = { class: "Contact", array: false, nullable: false, mediaTypes: [] };

describe("generalPointer", () => {
  it.each([
    ["", ""],
    ["/name", "/Name"],
    ["/Persons/17", "/Persons/*"],
    ["/Persons/17/Rank", "/Persons/*/Rank"],
    ["/Fields/secret/Rank", "/Fields/*/Rank"],
    ["/Boss/Rank", "/Boss/Rank"],
    ["/Boss/a~1b", "/Boss/a~1b"],
    ["/Unknown/deep", "/*/*"],
    ["/toString", "/*"],
    ["/Name/constructor", "/Name/*"],
  ])("%s becomes %s", (pointer, general) => {
    expect(generalPointer(pointer, shape, shapes)).toBe(general);
  });

  it("begins with the element where the body is a list", () => {
    expect(generalPointer("/3/Persons/1/Rank", { ...shape, array: true }, shapes)).toBe("/*/Persons/*/Rank");
  });
});

describe("createDrift", () => {
  const operation = (operationId: string) =>
    ({ operationId, responses: { "200": shape } }) as unknown as Operation;
  const invalid = (...pointers: string[]) => ({
    result: "invalid" as const,
    violations: pointers.map((pointer) => ({ pointer, keyword: "type", message: "must be integer" })),
  });

  it("counts answers, not elements, by operation and place", () => {
    let now = 0;
    const drift = createDrift({ shapes, clock: () => now });
    expect(drift.report()).toMatchObject({ since: null, operations: [] });
    drift.note(operation("read"), 200, { result: "ok" });
    drift.note(operation("other"), 200, { result: "unchecked", reason: "status" });
    drift.note(operation("read"), 200, invalid("/Persons/1/Rank", "/Persons/2/Rank", "/Name"));
    now = 1_000;
    drift.note(operation("read"), 200, invalid("/Persons/9/Rank"));
    const at = (ms: number) => new Date(ms).toISOString();
    const place = { keyword: "type", message: "must be integer", first: at(0) };
    expect(drift.report()).toEqual({
      since: at(0),
      ok: 1,
      invalid: 2,
      unchecked: 1,
      uncounted: 0,
      operations: [
        {
          operationId: "read",
          ok: 1,
          invalid: 2,
          unchecked: 0,
          places: [
            { ...place, pointer: "/Persons/*/Rank", answers: 2, last: at(1_000) },
            { ...place, pointer: "/Name", answers: 1, last: at(0) },
          ],
        },
      ],
    });
  });

  it("keeps no more places than it may, and says how many it left out", () => {
    const drift = createDrift({ shapes, clock: () => 0, maxPlaces: 2 });
    for (const name of ["a", "b", "c"]) drift.note(operation(name), 200, invalid("/Name"));
    const { operations, uncounted } = drift.report();
    expect(operations.flatMap(({ places }) => places)).toHaveLength(2);
    expect(uncounted).toBe(1);
  });
});
