import type { BodyShape, Operation, Shapes } from "@so-webapi/operations";
import { describe, expect, it } from "vitest";
import { createDrift } from "./drift.ts";
import { generalPlace } from "./general-place.ts";
import { redacted, valueAt } from "./redacted.ts";

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

describe("generalPlace", () => {
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
    expect(generalPlace(pointer, shape, shapes).pointer).toBe(general);
  });

  it("begins with the element where the body is a list", () => {
    expect(generalPlace("/3/Persons/1/Rank", { ...shape, array: true }, shapes)).toEqual({
      pointer: "/*/Persons/*/Rank",
      class: "Person",
      property: "Rank",
    });
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
    drift.note(operation("read"), 200, invalid("/Persons/0/Rank"), { Persons: [{ Rank: "Secret 42" }] });
    const at = (ms: number) => new Date(ms).toISOString();
    const place = { keyword: "type", message: "must be integer", first: at(0) };
    expect(drift.report()).toEqual({
      since: at(0),
      ok: 1,
      invalid: 2,
      unchecked: 1,
      reasons: { status: 1 },
      uncounted: 0,
      operations: [
        {
          operationId: "read",
          ok: 1,
          invalid: 2,
          unchecked: 0,
          reasons: {},
          places: [
            {
              ...place,
              pointer: "/Persons/*/Rank",
              class: "Person",
              property: "Rank",
              example: '"Xxxxxx 00"',
              answers: 2,
              last: at(1_000),
            },
            {
              ...place,
              pointer: "/Name",
              class: "Contact",
              property: "Name",
              example: "nothing",
              answers: 1,
              last: at(0),
            },
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

describe("redacted", () => {
  it.each([
    ["2026-11-22T10:00:00", '"0000-00-00X00:00:00"'],
    ["Ærø, übung 7", '"Xxx, xxxxx 0"'],
    ["a".repeat(50), `"${"x".repeat(40)}…" (50 characters)`],
    [-12.5, "-00.0"],
    [true, "true"],
    [null, "null"],
    [[1, 2], "[…] (2 elements)"],
    [{ a: 1 }, "{…} (1 members)"],
    [undefined, "nothing"],
  ])("shows of %j %s", (value, form) => {
    expect(redacted(value)).toBe(form);
  });

  it("looks at own members only", () => {
    expect(valueAt({ a: [{ "b/c": 1 }] }, "/a/0/b~1c")).toBe(1);
    expect(valueAt({}, "/toString")).toBeUndefined();
    expect(valueAt(5, "/a")).toBeUndefined();
  });
});
