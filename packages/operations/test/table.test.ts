import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type Contract, groupsOf } from "../scripts/table.ts";
import { operations, shapes } from "../src/all.ts";
import { createMatcher } from "../src/index.ts";

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
      expect(find(method, path)).toMatchObject({ kind: "found", operation: { operationId } });
    }
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

  test("is made again byte for byte", () => {
    expect(JSON.stringify(groupsOf(contract))).toBe(JSON.stringify(groupsOf(structuredClone(contract))));
    for (const { kind, name, operations: rows } of groupsOf(contract)) {
      const folder = kind === "agent" ? "agents" : "entities";
      const file = readFileSync(new URL(`../src/generated/${folder}/${name}.ts`, import.meta.url), "utf8");
      expect(file).toContain(JSON.stringify(rows, null, 2));
    }
    expect(readdirSync(new URL("../src/generated/", import.meta.url)).sort()).toEqual([
      "agents",
      "all.ts",
      "entities",
    ]);
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
