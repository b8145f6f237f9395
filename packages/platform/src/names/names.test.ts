import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalize, type RootShape, type Shapes } from "./index.ts";

const shapes: Shapes = {
  classes: {
    Contact: {
      contactid: { name: "ContactId", kind: "value" },
      name: { name: "Name", kind: "value" },
      status: { name: "Status", enum: "Status", kind: "value" },
      mask: { name: "Mask", enum: "Mask", kind: "value" },
      associate: { name: "Associate", class: "Associate", kind: "value" },
      persons: { name: "Persons", class: "Associate", kind: "array" },
      statuses: { name: "Statuses", enum: "Status", kind: "array" },
      customfields: { name: "CustomFields", kind: "dictionary" },
      byname: { name: "ByName", class: "Associate", kind: "dictionary" },
      statusbyname: { name: "StatusByName", enum: "Status", kind: "dictionary" },
      parent: { name: "Parent", class: "Contact", kind: "value" },
      children: { name: "Children", class: "Contact", kind: "array" },
      unnamed: { name: "Unnamed", class: "NotInTheContract", kind: "value" },
      "odata.nextlink": { name: "odata.nextLink", kind: "value" },
    },
    Associate: { fullname: { name: "FullName", kind: "value" } },
  },
  enums: {
    Status: { members: ["Open", "Closed"], numbers: { 0: "Open", 1: "Closed" }, flags: false },
    Mask: { members: ["Select", "Update"], numbers: { 1: "Select", 2: "Update" }, flags: true },
  },
};
const contact: RootShape = { class: "Contact", array: false };

function canonical(body: unknown, root: RootShape = contact): unknown {
  const result = canonicalize(body, root, shapes);
  if (!result.ok) throw new Error(result.code);
  return result.value;
}

describe("canonicalize", () => {
  test.each<[what: string, body: unknown, expected: unknown]>([
    ["a name in lower case", { contactid: 1 }, { ContactId: 1 }],
    ["a name in camel case", { contactId: 1 }, { ContactId: 1 }],
    ["a name with a dot", { "ODATA.NEXTLINK": null }, { "odata.nextLink": null }],
    ["an enum in another case", { status: "CLOSED" }, { Status: "Closed" }],
    ["an enum as a number", { Status: 1 }, { Status: "Closed" }],
    ["an enum as a numeric text", { Status: "1" }, { Status: "Closed" }],
    ["a flag enum as a sum", { mask: 3 }, { Mask: "Select, Update" }],
    ["an array of enums", { statuses: [0, "closed", null] }, { Statuses: ["Open", "Closed", null] }],
    ["a class inside", { associate: { fullname: "Ada" } }, { Associate: { FullName: "Ada" } }],
    ["null for a class", { associate: null }, { Associate: null }],
    [
      "an array of a class",
      { persons: [{ FULLNAME: "Ada" }, null] },
      { Persons: [{ FullName: "Ada" }, null] },
    ],
    [
      "arrays of a class in an array",
      { persons: [[{ FULLNAME: "Ada" }], []] },
      { Persons: [[{ FullName: "Ada" }], []] },
    ],
    [
      "a class that holds itself",
      { parent: { parent: { name: "A" } } },
      { Parent: { Parent: { Name: "A" } } },
    ],
    [
      "keys of a dictionary",
      { customfields: { "x_Foo:1": "status", name: 1 } },
      { CustomFields: { "x_Foo:1": "status", name: 1 } },
    ],
    [
      "values of a dictionary",
      { byname: { "Name X": { fullname: "A" } } },
      { ByName: { "Name X": { FullName: "A" } } },
    ],
    ["enums of a dictionary", { statusbyname: { STATUS: 1 } }, { StatusByName: { STATUS: "Closed" } }],
  ])("handles %s", (_, body, expected) => {
    expect(canonical(body)).toStrictEqual(expected);
  });

  test.each<[what: string, body: unknown]>([
    ["unknown properties", { x_new: { name: 1 }, Constructor: 1, toString: 2 }],
    ["enum values that no member matches", { Status: "Archived", Mask: 8 }],
    ["enum values that are no name and no number", { Status: { status: 1 } }],
    ["an object where an array is expected", { Persons: { fullname: "Ada" } }],
    ["an array where an object is expected", { Associate: [{ fullname: "Ada" }], ByName: ["fullname"] }],
    ["what is inside a class that the contract does not know", { Unnamed: { name: 1 } }],
    ["a number as body", 1],
    ["null as body", null],
    ["an array where the body is one object", [{ name: "A" }]],
  ])("leaves %s alone", (_, body) => {
    expect(canonical(body)).toBe(body);
  });

  test("takes each element of a body that is an array", () => {
    expect(canonical([{ name: "A" }, null, "text"], { class: "Contact", array: true })).toEqual([
      { Name: "A" },
      null,
      "text",
    ]);
  });

  test("leaves an object alone where the body is an array", () => {
    const body = { name: "A" };
    expect(canonical(body, { class: "Contact", array: true })).toBe(body);
  });

  test.each<RootShape>([{ array: false }, { array: true }, { class: "NotInTheContract", array: false }])(
    "leaves a body of an unknown class alone: %j",
    (root) => {
      const body = [{ name: "A" }];
      expect(canonical(body, root)).toBe(body);
    },
  );

  test("does not change the input and shares what was exact", () => {
    const inner = { FullName: "Ada" };
    const body = Object.freeze({ name: "A", Associate: inner, Persons: Object.freeze([inner]) });
    const result = canonical(body) as { Associate: unknown; Persons: unknown };
    expect(body).toEqual({ name: "A", Associate: inner, Persons: [inner] });
    expect(result.Associate).toBe(inner);
    expect(result.Persons).toBe(body.Persons);
  });

  test("gives back the body itself when it was exact", () => {
    const body = { Name: "A", Status: "Open", Children: [{ Name: "B" }], ByName: { a: { FullName: "C" } } };
    expect(canonical(body)).toBe(body);
  });

  test("keeps the order of the properties", () => {
    expect(Object.keys(canonical({ z: 1, name: 2, a: 3, STATUS: 0 }) as object)).toEqual([
      "z",
      "Name",
      "a",
      "Status",
    ]);
  });
});

describe("two keys that become one name", () => {
  test.each([
    [{ name: "first", NAME: "later" }, { Name: "later" }],
    [{ Name: "exact", name: "later" }, { Name: "exact" }],
    [{ name: "first", Name: "exact" }, { Name: "exact" }],
    [{ name: "first", Name: "exact", NAME: "later" }, { Name: "exact" }],
  ])("%j become %j", (body, expected) => {
    expect(canonical(body)).toStrictEqual(expected);
  });
});

describe("hostile bodies", () => {
  test("a key __proto__ stays a property and sets no prototype", () => {
    const body = JSON.parse(
      '{"__proto__": {"polluted": true}, "name": "A", "byname": {"__proto__": {"fullname": "B"}}}',
    );
    const result = canonical(body) as { ByName: object };
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(Object.keys(result)).toEqual(["__proto__", "Name", "ByName"]);
    expect(Object.getPrototypeOf(result.ByName)).toBe(Object.prototype);
    expect(JSON.stringify(result.ByName)).toBe('{"__proto__":{"FullName":"B"}}');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("names of Object.prototype are no classes, enums or properties", () => {
    expect(canonical({ constructor: 1, hasOwnProperty: 2 })).toEqual({ constructor: 1, hasOwnProperty: 2 });
    expect(canonical({ name: "A" }, { class: "constructor", array: false })).toEqual({ name: "A" });
  });

  function nested(levels: number): unknown {
    let body: unknown = { name: "A" };
    for (let level = 1; level < levels; level++) body = { parent: body };
    return body;
  }

  test("a body as deep as the limit passes and one level more fails", () => {
    expect(canonicalize(nested(10), contact, shapes, { maxDepth: 10 }).ok).toBe(true);
    expect(canonicalize(nested(11), contact, shapes, { maxDepth: 10 })).toMatchObject({
      ok: false,
      code: "body-too-deep",
    });
  });

  test("arrays and dictionaries count as levels", () => {
    const body = { children: [{ byname: { a: { fullname: "A" } } }] };
    expect(canonicalize(body, contact, shapes, { maxDepth: 5 }).ok).toBe(true);
    expect(canonicalize(body, contact, shapes, { maxDepth: 4 }).ok).toBe(false);
  });

  test("a body of 100,000 levels and one that holds itself fail instead of exhausting the stack", () => {
    expect(canonicalize(nested(100_000), contact, shapes)).toMatchObject({ code: "body-too-deep" });
    const cyclic: Record<string, unknown> = {};
    cyclic.parent = cyclic;
    expect(canonicalize(cyclic, contact, shapes)).toMatchObject({ code: "body-too-deep" });
  });
});

describe("any body", () => {
  const anyCase = (name: string) =>
    fc
      .array(fc.boolean(), { minLength: name.length, maxLength: name.length })
      .map((upper) =>
        [...name]
          .map((letter, index) => (upper[index] ? letter.toUpperCase() : letter.toLowerCase()))
          .join(""),
      );
  const names = Object.values(shapes.classes.Contact ?? {}).map(({ name }) => name);
  const { body } = fc.letrec((tie) => ({
    body: fc.dictionary(
      fc.constantFrom(...names).chain(anyCase),
      fc.oneof({ maxDepth: 3 }, fc.jsonValue(), tie("body")),
    ),
  }));

  test("is canonical after one pass", () => {
    fc.assert(
      fc.property(body, (given) => {
        const once = canonical(given);
        expect(canonical(once)).toBe(once);
      }),
      { seed: 8_086 },
    );
  });

  test("has only exact names of known properties afterwards", () => {
    fc.assert(
      fc.property(body, (given) => {
        for (const key of Object.keys(canonical(given) as object)) expect(names).toContain(key);
      }),
      { seed: 8_087 },
    );
  });
});
