import { describe, expect, it } from "vitest";
import type { ContractDocument } from "../contract/document.ts";
import { changesetOf } from "./changeset.ts";
import { bumpOf, diffContracts } from "./diff.ts";
import { type DiffRuleId, diffRules } from "./rules.ts";

/** A contract in which everything is there that a rule can speak of. */
const contract = () => ({
  openapi: "3.1.0",
  info: { title: "Own", version: "1" },
  paths: {
    "/thing/{id}": {
      get: {
        operationId: "getThing",
        "x-call": ["thing", "get"],
        "x-safe": true,
        parameters: [
          { name: "id", in: "path", required: true, schema: { type: "integer" } },
          { name: "language", in: "query", schema: { type: "string" } },
        ],
        responses: {
          200: { content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } },
          204: {},
          404: {},
        },
      },
      put: {
        operationId: "putThing",
        requestBody: {
          required: true,
          content: {
            "application/json": { schema: { $ref: "#/components/schemas/ThingInput" } },
            "text/json": { schema: { $ref: "#/components/schemas/ThingInput" } },
          },
        },
        responses: { 200: { content: { "application/json": { schema: { type: "integer" } } } } },
      },
      delete: { operationId: "deleteThing", responses: { 204: {} } },
    },
  },
  components: {
    securitySchemes: { Bearer: { type: "http", scheme: "bearer" } },
    schemas: { Thing: thing(), ThingInput: thing(), Other: { type: "object", properties: {} } },
  },
});

/** The contract as its own text says, free to be edited. */
const base = () => JSON.parse(JSON.stringify(contract()));
type Editable = ReturnType<typeof base>;

const thing = () => ({
  type: "object",
  required: ["Id"],
  properties: {
    Id: { type: "integer", format: "int32" },
    Name: { type: ["string", "null"] },
    Note: { type: "string" },
    Code: { type: "string", pattern: "^a" },
    Kind: { type: "string", "x-extensible-enum": ["A", "B"], "x-enum-numbers": { A: 0, B: 1 } },
    Map: { type: "object", additionalProperties: { type: "integer" } },
    List: { type: "array", items: { type: "integer" } },
    Inner: { anyOf: [{ $ref: "#/components/schemas/Other" }, { type: "null" }] },
    Set: { type: "string", readOnly: true },
  },
});

type Level = "addition" | "breaking" | "other";
const get = (contract: Editable) => contract.paths["/thing/{id}"].get;
const put = (contract: Editable) => contract.paths["/thing/{id}"].put;

/** Changes outside of classes: the rule, its level, the edit. */
const operationCases: [DiffRuleId, Level, (contract: Editable) => void][] = [
  ["operation-removed", "breaking", (c) => delete c.paths["/thing/{id}"].delete],
  [
    "operation-added",
    "addition",
    (c) => {
      c.paths["/new"] = { get: { operationId: "new", responses: {} } };
    },
  ],
  [
    "path-changed",
    "breaking",
    (c) => {
      c.paths["/things/{id}"] = { delete: c.paths["/thing/{id}"].delete };
      delete c.paths["/thing/{id}"].delete;
    },
  ],
  [
    "method-changed",
    "breaking",
    (c) => {
      c.paths["/thing/{id}"].post = c.paths["/thing/{id}"].delete;
      delete c.paths["/thing/{id}"].delete;
    },
  ],
  [
    "call-renamed",
    "breaking",
    (c) => {
      get(c)["x-call"] = ["thing", "fetch"];
    },
  ],
  [
    "operation-deprecated",
    "other",
    (c) => {
      get(c).deprecated = true;
    },
  ],
  [
    "no-longer-safe",
    "other",
    (c) => {
      get(c)["x-safe"] = false;
    },
  ],
  [
    "now-safe",
    "other",
    (c) => {
      put(c)["x-safe"] = true;
    },
  ],
  ["parameter-added", "addition", (c) => get(c).parameters.push({ name: "x", in: "query", schema: {} })],
  [
    "required-parameter-added",
    "breaking",
    (c) => get(c).parameters.push({ name: "x", in: "query", required: true, schema: {} }),
  ],
  ["parameter-removed", "breaking", (c) => get(c).parameters.pop()],
  [
    "parameter-required",
    "breaking",
    (c) => {
      get(c).parameters[1].required = true;
    },
  ],
  [
    "parameter-optional",
    "other",
    (c) => {
      get(c).parameters[0].required = false;
    },
  ],
  [
    "request-body-added",
    "breaking",
    (c) => {
      get(c).requestBody = { content: {} };
    },
  ],
  ["request-body-removed", "breaking", (c) => delete put(c).requestBody],
  [
    "request-body-optional",
    "other",
    (c) => {
      put(c).requestBody.required = false;
    },
  ],
  [
    "answer-body-added",
    "addition",
    (c) => {
      get(c).responses[204] = { content: { "text/plain": {} } };
    },
  ],
  [
    "answer-body-removed",
    "breaking",
    (c) => {
      get(c).responses[200] = {};
    },
  ],
  [
    "media-type-added",
    "addition",
    (c) => {
      put(c).requestBody.content["text/xml"] = {};
    },
  ],
  ["media-type-removed", "breaking", (c) => delete put(c).requestBody.content["text/json"]],
  [
    "status-added",
    "addition",
    (c) => {
      get(c).responses[403] = {};
    },
  ],
  ["success-removed", "breaking", (c) => delete get(c).responses[200]],
  ["status-removed", "other", (c) => delete get(c).responses[404]],
  ["scheme-removed", "breaking", (c) => delete c.components.securitySchemes.Bearer],
  [
    "scheme-added",
    "addition",
    (c) => {
      c.components.securitySchemes.Basic = {};
    },
  ],
];

/** Changes of a class: the rule, its level in requests, in answers, the edit. */
const classCases: [DiffRuleId, Level, Level, (schema: Editable) => void][] = [
  [
    "property-added",
    "addition",
    "addition",
    (s) => {
      s.properties.New = {};
    },
  ],
  [
    "required-property-added",
    "breaking",
    "addition",
    (s) => {
      s.properties.New = {};
      s.required.push("New");
    },
  ],
  ["property-removed", "breaking", "breaking", (s) => delete s.properties.Note],
  ["property-required", "breaking", "other", (s) => s.required.push("Note")],
  ["property-optional", "other", "breaking", (s) => s.required.pop()],
  [
    "null-admitted",
    "other",
    "breaking",
    (s) => {
      s.properties.Note.type = ["string", "null"];
    },
  ],
  [
    "null-refused",
    "breaking",
    "other",
    (s) => {
      s.properties.Inner = { $ref: "#/components/schemas/Other" };
    },
  ],
  [
    "type-changed",
    "breaking",
    "breaking",
    (s) => {
      s.properties.Note.type = "boolean";
    },
  ],
  [
    "type-widened",
    "other",
    "breaking",
    (s) => {
      s.properties.List.items.type = "number";
    },
  ],
  [
    "class-changed",
    "breaking",
    "breaking",
    (s) => {
      s.properties.Inner.anyOf[0].$ref = "#/components/schemas/Thing";
    },
  ],
  [
    "format-changed",
    "breaking",
    "breaking",
    (s) => {
      s.properties.Id.format = "int64";
    },
  ],
  [
    "format-added",
    "breaking",
    "other",
    (s) => {
      s.properties.Note.format = "so-date-time";
    },
  ],
  ["format-removed", "other", "breaking", (s) => delete s.properties.Id.format],
  [
    "pattern-changed",
    "breaking",
    "other",
    (s) => {
      s.properties.Code.pattern = "^b";
    },
  ],
  ["member-added", "addition", "addition", (s) => s.properties.Kind["x-extensible-enum"].push("C")],
  ["member-removed", "breaking", "breaking", (s) => s.properties.Kind["x-extensible-enum"].pop()],
  [
    "member-renumbered",
    "breaking",
    "breaking",
    (s) => {
      s.properties.Kind["x-enum-numbers"].B = 7;
    },
  ],
  [
    "flags-changed",
    "breaking",
    "breaking",
    (s) => {
      s.properties.Kind["x-flags"] = true;
    },
  ],
  [
    "property-deprecated",
    "other",
    "other",
    (s) => {
      s.properties.Note.deprecated = true;
    },
  ],
  [
    "read-only",
    "breaking",
    "other",
    (s) => {
      s.properties.Note.readOnly = true;
    },
  ],
  ["writable", "addition", "addition", (s) => delete s.properties.Set.readOnly],
  [
    "keys-closed",
    "breaking",
    "other",
    (s) => {
      s.additionalProperties = false;
    },
  ],
];

const changed = (edit: (contract: Editable) => void): ContractDocument => {
  const contract = base();
  edit(contract);
  return contract;
};
const found = (before: ContractDocument, after: ContractDocument) =>
  diffContracts(before, after).map(({ rule, level }) => `${rule} ${level}`);

describe("two contracts", () => {
  it("that are the same have no change", () => {
    expect(diffContracts(base(), base())).toEqual([]);
  });

  it.each(operationCases)("%s is %s", (rule, level, edit) => {
    expect(found(base(), changed(edit))).toEqual([`${rule} ${level}`]);
  });

  it("a parameter's type is one of requests", () => {
    const after = changed((c) => {
      get(c).parameters[1].schema = { type: "boolean" };
    });
    expect(found(base(), after)).toEqual(["type-changed breaking"]);
  });

  it("request-body-required is what request-body-optional is backwards, and keys-opened what keys-closed is", () => {
    const optional = changed((c) => {
      put(c).requestBody.required = false;
    });
    expect(found(optional, base())).toEqual(["request-body-required breaking"]);
    const closed = changed((c) => {
      c.components.schemas.Thing.additionalProperties = false;
    });
    expect(found(closed, base())).toEqual(["keys-opened breaking"]);
  });

  it.each(classCases)("%s is %s in what callers send and %s in what they read", (rule, sent, read, edit) => {
    expect(
      found(
        base(),
        changed((c) => edit(c.components.schemas.ThingInput)),
      ),
    ).toEqual([`${rule} ${sent}`]);
    expect(
      found(
        base(),
        changed((c) => edit(c.components.schemas.Thing)),
      ),
    ).toEqual([`${rule} ${read}`]);
  });

  it("type-narrowed is what type-widened is backwards", () => {
    const wide = changed((c) => {
      c.components.schemas.Thing.properties.List.items.type = "number";
    });
    expect(found(wide, base())).toEqual(["type-narrowed other"]);
  });

  it("every rule has a case", () => {
    const backwards = ["request-body-required", "keys-opened", "type-narrowed"];
    const tried = new Set(
      [...operationCases, ...classCases].map(([rule]) => rule as string).concat(backwards),
    );
    expect(Object.keys(diffRules).filter((rule) => !tried.has(rule))).toEqual([]);
  });

  it("name the operations whose callers meet a change, and what it means for them", () => {
    const [change] = diffContracts(
      base(),
      changed((c) => delete c.components.schemas.Thing.properties.Note),
    );
    expect(change).toMatchObject({
      subject: "Thing",
      what: "Note",
      operationIds: ["getThing"],
      pointer: "/components/schemas/Thing",
      meaning: expect.stringContaining("not read any more"),
    });
  });
});

describe("the bump", () => {
  const of = (edit: (contract: Editable) => void) => diffContracts(base(), changed(edit));
  const breaking = of((c) => delete c.paths["/thing/{id}"].delete);

  it.each([
    ["major", breaking],
    [
      "minor",
      of((c) => {
        get(c).responses[403] = {};
      }),
    ],
    [
      "patch",
      of((c) => {
        get(c).deprecated = true;
      }),
    ],
    ["none", []],
  ])("is %s", (bump, changes) => {
    expect(bumpOf(changes)).toBe(bump);
  });

  it("stands in a changeset, with what breaks", () => {
    expect(changesetOf(breaking, ["@me/client"])).toBe(`---
"@me/client": major
---

The contract changed: 1 breaking change, 0 additions, 0 others.

Breaking:

- deleteThing (DELETE /thing/{id}): operation-removed. The call is gone: code that makes it no longer compiles, and requests get 404.
`);
    expect(changesetOf(breaking, ["@me/client"], true)).toContain('"@me/client": minor');
    expect(changesetOf([], ["@me/client"])).toBeUndefined();
  });
});
