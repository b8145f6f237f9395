import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { sourcesOf } from "../scripts/sources.ts";
import { type Contract, groupsOf } from "../scripts/table.ts";
import { operations, shapes } from "../src/all.ts";
import { createMatcher, type Operation, type Shapes } from "../src/index.ts";
import { table } from "../src/table.ts";

interface Table {
  readonly operations: readonly Operation[];
  readonly shapes: Shapes;
}

const contract = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve("@so-webapi/openapi/superoffice.openapi.json")), "utf8"),
) as Contract;
const byId = Object.fromEntries(operations.map((operation) => [operation.operationId, operation]));

describe("the table", () => {
  test("has one row for each operation of the contract, and the matcher finds each", () => {
    const ids = Object.values(contract.paths).flatMap((item) =>
      Object.values(item).map(({ operationId }) => operationId),
    );
    expect(Object.keys(byId).sort()).toEqual(ids.sort());
    const find = createMatcher(operations);
    for (const { operationId, method, path } of operations) {
      // A parameter's own name stands for a text; where an integer is due, one is filled in.
      const match = byId[operationId]?.match;
      const filled = match?.form === "integer" ? path.replace(`{${match.parameter}}`, "12") : path;
      expect(find(method, filled)).toMatchObject({ kind: "found", operation: { operationId } });
      expect(table.match(method, filled)).toEqual(find(method, filled));
      expect(table.match("TRACE", filled)).toEqual(find("TRACE", filled));
    }
    expect(table.size).toBe(operations.length);
  });

  test("gives the shapes of an operation's group: all that its bodies reach, and as the whole table has them", () => {
    for (const operation of operations) {
      const own = table.shapesOf(operation);
      const bodies = [operation.request, ...Object.values(operation.responses)];
      const named = bodies.flatMap((body) => body?.class ?? []);
      for (const name of named) expect(own.classes[name], name).toEqual(shapes.classes[name]);
    }
    for (const group of new Set(operations.map(({ group }) => group))) {
      const own = table.shapesOf({ group });
      for (const [name, shape] of Object.entries(own.classes))
        for (const { class: inner, enum: members } of Object.values(shape)) {
          if (inner !== undefined) expect(own.classes[inner], `${name}: ${inner}`).toBeDefined();
          if (members !== undefined) expect(own.enums[members]).toEqual(shapes.enums[members]);
        }
    }
    expect(table.shapesOf({ group: { kind: "agent", name: "none" } })).toBe(table.shapes);
  });

  test("says of GetMyCallerIDs what the page says", () => {
    expect(byId["v1PocketAgent_GetMyCallerIDs"]).toMatchObject({
      method: "POST",
      path: "/api/v1/Agents/Pocket/GetMyCallerIDs",
      group: { kind: "agent", name: "pocket" },
      call: ["agents", "pocket", "getMyCallerIDs"],
      request: { class: "PocketAgentGetMyCallerIDsRequest", array: false, nullable: false, required: true },
      responses: { "200": { class: "CallerIDCollection", array: false, nullable: true } },
      statuses: [200, 400, 401, 403, 421, 500],
      errorForm: "agent",
      safe: true,
      idempotent: true,
      slowThresholdMs: 5000,
      links: [],
    });
  });

  test("lists the values of parameters that have names", () => {
    const modes = byId["v1ContactEntity_GetAll"]?.parameters.find(({ name }) => name === "$mode");
    expect(modes).toEqual({
      name: "$mode",
      in: "query",
      required: false,
      type: "string",
      enum: ["Slim", "Wide", "Full"],
    });
    const listed = operations.flatMap(({ parameters }) =>
      parameters.filter((each) => each.enum !== undefined),
    );
    expect(listed.length).toBeGreaterThan(170);
    expect(new Set(listed.map(({ in: where }) => where))).toEqual(new Set(["path", "query"]));
  });

  test("says that creating a company is neither safe nor idempotent, and where its answer has links", () => {
    expect(byId["v1ContactEntity_PostContactEntity"]).toMatchObject({
      safe: false,
      idempotent: false,
      errorForm: "entity",
      links: ["/_Links/*"],
    });
  });

  test("says that active companies come as an array", () => {
    expect(byId["v1ContactAgent_GetMyActiveContacts"]?.responses["200"]).toMatchObject({
      class: "ContactActivity",
      array: true,
      nullable: true,
    });
  });

  test("unpacks to what the contract says, class by class and group by group", async () => {
    for (const { kind, name, operations: rows, shapes: reached } of groupsOf(contract)) {
      const folder = kind === "agent" ? "agents" : "entities";
      const module = (await import(`../src/generated/${folder}/${name}.ts`)) as Table;
      expect(module.operations, name).toEqual(rows);
      expect(Object.keys(module.shapes.classes), name).toEqual(Object.keys(reached.classes));
      expect(module.shapes.classes, name).toEqual(reached.classes);
      expect(module.shapes.enums, name).toEqual(reached.enums);
      for (const row of module.operations) expect(byId[row.operationId]).toBe(row);
    }
  });

  test("is made again byte for byte", () => {
    const folder = new URL("../src/generated/", import.meta.url);
    const sources = sourcesOf(groupsOf(contract), "@so-webapi/openapi/superoffice.openapi.json");
    for (const { file, code } of sources)
      expect(readFileSync(new URL(file, folder), "utf8") === code, file).toBe(true);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    expect(files.filter((file) => file.endsWith(".ts")).sort()).toEqual(
      sources.map(({ file }) => file).sort(),
    );
  });
});

describe("two operations whose paths differ in a parameter's name only", () => {
  const marked = operations.filter(({ match }) => match !== undefined);

  test("each have a mark, and the parameter's form tells them apart", () => {
    const find = createMatcher(operations);
    expect(marked.length).toBeGreaterThan(50);
    for (const { operationId, method, path, match } of marked) {
      const fill = (name: string): string =>
        name !== match?.parameter || match.form === "integer" ? "12" : "twelve";
      const filled = path.replaceAll(/\{(.+?)\}/g, (_, name: string) => fill(name));
      expect(find(method, filled)).toMatchObject({ kind: "found", operation: { operationId } });
      expect(find(method, `${filled.toUpperCase()}/`)).toMatchObject({
        kind: "found",
        operation: { operationId },
      });
    }
  });
});

describe("shapes", () => {
  test("name every property by its lower-case name, with class and kind", () => {
    expect(shapes.classes["ContactEntityInput"]?.["emails"]).toEqual({
      name: "Emails",
      class: "EntityElementInput",
      kind: "array",
    });
    expect(shapes.classes["ContactEntityInput"]?.["category"]).toEqual({
      name: "Category",
      class: "CategoryInput",
      kind: "value",
    });
    expect(shapes.classes["ContactEntityInput"]?.["customfields"]).toEqual({
      name: "CustomFields",
      kind: "dictionary",
    });
    expect(shapes.classes["ContactEntityWithLinks"]?.["fieldproperties"]).toEqual({
      name: "FieldProperties",
      class: "FieldProperty",
      kind: "dictionary",
    });
    expect(shapes.classes["SelectableMDOListItem"]?.["childitems"]).toEqual({
      name: "ChildItems",
      class: "SelectableMDOListItem",
      kind: "array",
    });
    expect(shapes.classes["AddressInput"]?.["localizedaddress"]).toEqual({
      name: "LocalizedAddress",
      class: "LocalizedFieldInput",
      kind: "array",
    });
  });

  test("reach every class and enum that a body reaches", () => {
    for (const shape of Object.values(shapes.classes)) {
      for (const property of Object.values(shape)) {
        if (property.class !== undefined) expect(shapes.classes).toHaveProperty([property.class]);
        if (property.enum !== undefined) expect(shapes.enums).toHaveProperty([property.enum]);
      }
    }
    expect(shapes.enums["ContactActionInput"]).toMatchObject({
      flags: true,
      numbers: { "8": "ActivityCompleted" },
    });
    expect(shapes.enums["AddressTypeInput"]).toMatchObject({
      flags: false,
      numbers: { "16387": "PersonPrivateAddress" },
    });
  });

  test("let the first of two members that share a number stand for it", () => {
    expect(shapes.enums["EFieldRight"]?.numbers["32"]).toBe("Unused4");
  });
});

test("P14 a name with dots is one property and one pointer", () => {
  const [group] = groupsOf({
    paths: {
      "/api/v1/X": {
        get: {
          operationId: "v1XEntity_GetAll",
          "x-group": "entities/x",
          "x-call": ["x", "list"],
          responses: {
            "200": { content: { "application/json": { schema: { $ref: "#/components/schemas/XPage" } } } },
          },
        },
      },
    },
    components: {
      schemas: {
        XPage: {
          type: "object",
          properties: { "odata.nextLink": { type: ["string", "null"], "x-webapi-url": true } },
        },
      },
    },
  });
  expect(group?.operations[0]?.links).toEqual(["/odata.nextLink"]);
  expect(group?.shapes.classes["XPage"]?.["odata.nextlink"]).toEqual({
    name: "odata.nextLink",
    kind: "value",
  });
});
