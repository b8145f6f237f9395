import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { callName, nameOperations } from "../src/call-name.ts";
import { closeProfile } from "../src/close.ts";
import { deriveInputs } from "../src/derive-inputs.ts";
import {
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  referredClass,
  walk,
} from "../src/document.ts";
import { markCollisions } from "../src/mark-collisions.ts";
import { contractRoot } from "../src/paths.ts";
import { readSamples } from "../src/samples.ts";
import { closed, open, operationsOf, schemasOf, validatorOf } from "./support.ts";

const propertiesOf = (schema: JsonObject): [string, JsonObject][] =>
  isObject(schema["properties"]) ? (Object.entries(schema["properties"]) as [string, JsonObject][]) : [];
const isHandWritten = (name: string): boolean => open.components.schemas[name]?.["x-hand-written"] === true;
const schema = (name: string): JsonObject => open.components.schemas[name] ?? {};
const property = (name: string, key: string): JsonObject =>
  Object.fromEntries(propertiesOf(schema(name)))[key] ?? {};
const admitsNull = (value: JsonObject): boolean =>
  [value["type"]].flat().includes("null") ||
  (Array.isArray(value["anyOf"]) &&
    value["anyOf"].some((option) => isObject(option) && option["type"] === "null"));

const annotations = new Set(["description", "readOnly", "deprecated"]);
const OPEN_PROPERTIES = 60;

/** Schemas of an operation's 200 answer by media type. */
function answerOf(operation: JsonObject): Record<string, JsonObject> {
  const { content } = (operation["responses"] as Record<string, JsonObject>)["200"] ?? {};
  const entries = Object.entries((content ?? {}) as Record<string, JsonObject>);
  return Object.fromEntries(entries.map(([type, media]) => [type, media["schema"] as JsonObject]));
}

const seedIds = readSamples().map(({ operationId }) => operationId);
const seeds = operationsOf(open).filter(({ operation }) =>
  seedIds.includes(String(operation["operationId"])),
);

/** A contract of one operation, for rules that the seed pages do not touch. */
function contractWith(
  paths: OpenApiDocument["paths"],
  schemas: OpenApiDocument["components"]["schemas"] = {},
): OpenApiDocument {
  return { openapi: "3.1.1", paths, components: { schemas } };
}

test("every rule of POLICY.md has a test whose title begins with its name", () => {
  const rules = [...readFileSync(`${contractRoot}POLICY.md`, "utf8").matchAll(/^## (P\d+) /gm)].map(
    ([, name]) => name,
  );
  expect(rules.length).toBeGreaterThan(20);
  const titles = [
    `${contractRoot}test/`,
    `${contractRoot}../packages/validators/test/`,
    `${contractRoot}../packages/operations/test/`,
  ]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((file) => folder + file))
    .filter((file) => file.endsWith(".test.ts"))
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/["'`](P\d+)[ :]/g)].map(([, name]) => name));
  expect(rules.filter((rule) => !titles.includes(rule))).toEqual([]);
});

describe("P1 sources", () => {
  test("P1 every class and operation says where it was read, errors apart", () => {
    const silent = schemasOf(open).filter(
      ([name, { "x-sources": at }]) => at === undefined && !isHandWritten(name),
    );
    expect(silent.map(([name]) => name)).toEqual([]);
    expect(operationsOf(open).filter(({ operation }) => operation["x-sources"] === undefined)).toEqual([]);
  });

  test("P1 what is left open carries the page's word, and there is little of it", () => {
    let open_ = 0;
    for (const [name, value] of schemasOf(open)) {
      for (const [key, inner] of propertiesOf(value)) {
        const known = ["type", "anyOf", "$ref"].some((keyword) => keyword in inner);
        if (known || value["x-hand-written"] === true) continue;
        open_++;
        expect(inner["x-documented-type"], `${name}.${key}`).toEqual(expect.any(String));
      }
    }
    // Of 12,000 properties, input forms counted. A number that grows is a fact that was lost.
    expect(open_).toBeLessThanOrEqual(OPEN_PROPERTIES);
  });
});

describe("P2 two forms of a class", () => {
  test("P2 an answer's class requires every property", () => {
    for (const [name, value] of schemasOf(open)) {
      if (
        value["x-input-of"] !== undefined ||
        value["x-arguments"] === true ||
        value["x-hand-written"] === true
      )
        continue;
      if (value["type"] !== "object") continue;
      expect(value["required"], name).toEqual(propertiesOf(value).map(([key]) => key));
    }
  });

  test("P2 an input's class has the properties of its class, requires none and refers to inputs only", () => {
    const inputs = schemasOf(open).filter(([, value]) => value["x-input-of"] !== undefined);
    expect(inputs.length).toBeGreaterThan(15);
    for (const [name, value] of inputs) {
      const of = schema(String(value["x-input-of"]));
      expect(value["required"], name).toBeUndefined();
      expect(
        propertiesOf(value).map(([key]) => key),
        name,
      ).toEqual(propertiesOf(of).map(([key]) => key));
      walk(value, (object) => {
        const target = referredClass(object);
        if (target !== undefined && !isHandWritten(target)) expect(target, name).toMatch(/Input$/);
      });
    }
  });

  test("P2 requests refer to no answer class, and answers to no input", () => {
    for (const { operation } of operationsOf(open)) {
      walk(operation["requestBody"], (object) => {
        const name = referredClass(object);
        if (name !== undefined && !isHandWritten(name)) expect(name).toMatch(/(Input|Request)$/);
      });
      walk(operation["responses"], (object) =>
        expect(referredClass(object) ?? "").not.toMatch(/(Input|Request)$/),
      );
    }
  });

  test("P2 what no request table lists is readOnly in both forms", () => {
    for (const name of ["ContactEntity", "ContactEntityInput", "ContactEntityWithLinks"]) {
      expect(property(name, "TableRight")["readOnly"], name).toBe(true);
      expect(property(name, "FieldProperties")["readOnly"], name).toBe(true);
    }
    expect(property("ContactEntityWithLinks", "_Links")["readOnly"]).toBe(true);
  });
});

describe("P3 open to the world, closed in tests", () => {
  const value = { Mask: "Select", Reason: null };
  test.each([
    ["a property that the contract does not name", "TableRight", { ...value, Later: 1 }],
    ["an enum member that comes later", "SaleStatus", "Postponed"],
    ["a flag that comes later", "ContactAction", "Created, Postponed"],
  ])("P3 %s is admitted by the open bundle and refused by the closed profile", (_, name, body) => {
    expect(validatorOf(open, name)(body)).toBe(true);
    expect(validatorOf(closed, name)(body)).toBe(false);
  });

  test("P3 closing changes nothing else", () => {
    const reopened = structuredClone(closed) as unknown as Json;
    walk(reopened, (object) => {
      if (object["additionalProperties"] === false) delete object["additionalProperties"];
    });
    const strip = (document: Json): Json => {
      const copy = structuredClone(document);
      walk(copy, (object) => {
        if (object["x-extensible-enum"] !== undefined)
          for (const key of ["enum", "pattern"]) delete object[key];
      });
      return copy;
    };
    expect(strip(reopened)).toEqual(strip(open as unknown as Json));
  });

  test("P3 a schema that the contract knows nothing of stays open", () => {
    const document = contractWith({}, { Unknown: { "x-documented-type": "object" } });
    expect(closeProfile(document).components.schemas["Unknown"]).toEqual({ "x-documented-type": "object" });
  });
});

describe("P4 null", () => {
  test("P4 references to objects, arrays, dictionaries and strings admit null; the rest does not", () => {
    for (const [name, value] of schemasOf(open)) {
      if (isHandWritten(name)) continue;
      for (const [key, inner] of propertiesOf(value)) {
        if (Object.keys(inner).every((keyword) => keyword.startsWith("x-") || annotations.has(keyword)))
          continue;
        const types = [inner["type"]].flat().filter((type) => type !== "null");
        const nullable =
          inner["anyOf"] !== undefined || ["string", "array", "object"].includes(String(types[0]));
        expect(admitsNull(inner), `${name}.${key}`).toBe(nullable);
        const target = referredClass(inner);
        if (target !== undefined) expect(schema(target)["type"], `${name}.${key}`).not.toBe("object");
      }
    }
  });

  test("P4 null never stands on a class, nor in an array of a class", () => {
    for (const [name, value] of schemasOf(open)) {
      expect(admitsNull(value), name).toBe(false);
      walk(value, (object) => {
        if (isObject(object["items"])) expect(admitsNull(object["items"]), name).toBe(false);
      });
    }
  });

  test("P4 an agent's answer can be null as a whole, an entity's cannot", () => {
    for (const { operation } of operationsOf(open)) {
      const body = answerOf(operation)["application/json"];
      const isClass =
        body !== undefined && ("anyOf" in body || "$ref" in body) && referredClass(body) !== "DateTime";
      if (!isClass || schema(referredClass(body) ?? "")["type"] === "string") continue;
      const isAgent = String(operation["x-group"]).startsWith("agents/");
      expect(admitsNull(body), String(operation["operationId"])).toBe(isAgent);
    }
  });
});

describe("P6 dates", () => {
  test.each([
    ["2013-02-04T15:29:21.1027846+01:00", true],
    ["2021-11-30T13:22:49Z", true],
    ["2021-11-30T13:22:49", true],
    ["0001-01-01T00:00:00", true],
    ["2021-11-30T13:22:49.12345678", false],
    ["2021-11-30", false],
    ["2021-11-30 13:22:49", false],
    ["2021-13-30T13:22:49", false],
    ["2021-11-30T24:00:00", false],
    ["2021-02-29T00:00:00", false],
    ["2024-02-29T00:00:00", true],
    ["tenetur", false],
    ["", false],
  ])("P6 %s: %s", (text, valid) => {
    expect(validatorOf(open, "DateTime")(text)).toBe(valid);
  });

  test("P6 properties in UTC are marked", () => {
    for (const key of ["UpdatedDate", "CreatedDate"])
      expect(property("ContactEntityWithLinks", key)["x-utc"]).toBe(true);
    expect(property("ContactEntityWithLinks", "DbiLastModified")["x-utc"]).toBeUndefined();
  });
});

test("P7 a phone number is an int64, an amount a double", () => {
  expect(property("CallerID", "PhoneNumber")).toMatchObject({ type: "integer", format: "int64" });
  expect(property("SaleSummaryItem", "Amount")).toMatchObject({ type: "number", format: "double" });
});

describe("P9 enums grow", () => {
  test("P9 answers list members without closing the list, inputs close it", () => {
    expect(schema("SaleStatus")["enum"]).toBeUndefined();
    expect(schema("AddressType")["enum"]).toBeUndefined();
    expect(schema("AddressTypeInput")["enum"]).toEqual(schema("AddressType")["x-extensible-enum"]);
  });

  test("P9 numbers are those of the WSDL, else places", () => {
    expect(schema("AddressType")["x-enum-numbers"]).toMatchObject({
      ContactStreetAddress: 2,
      PersonPrivateAddress: 16387,
    });
    expect(schema("ContactAction")["x-enum-numbers"]).toMatchObject({ Created: 1, ActivityCompleted: 8 });
  });
});

describe("P10 flag enums", () => {
  test.each(["Created", "Created, Updated", "Updated,Created", "Created, Postponed"])(
    "P10 an answer may hold %s",
    (text) => {
      expect(validatorOf(open, "ContactAction")(text)).toBe(true);
    },
  );
  test.each([
    ["Created, Updated", true],
    ["Updated,Created", true],
    ["Created, Postponed", false],
    ["Created Updated", false],
    ["", false],
  ])("P10 a request with %s: %s", (text, valid) => {
    expect(validatorOf(open, "ContactActionInput")(text)).toBe(valid);
  });
});

describe("P11 samples stay as printed", () => {
  test("P11 every sample has its operation", () => {
    expect(seeds.map(({ operation }) => operation["operationId"]).sort()).toEqual(seedIds);
  });

  test("P11 a fault points at a value that is there", () => {
    const faults = readSamples().flatMap((sample) => sample.faults.map((fault) => ({ sample, fault })));
    expect(faults.length).toBe(3);
    for (const { sample, fault } of faults) {
      const found = fault.pointer
        .split("/")
        .slice(1)
        .reduce(
          (value: Json | undefined, key) => (value as JsonObject)?.[key],
          JSON.parse(sample[fault.in].body),
        );
      expect(found, `${sample.operationId} ${fault.pointer}`).toEqual(
        fault.fault === "elided-object" ? {} : 99.99,
      );
      expect(fault.why.length).toBeGreaterThan(20);
    }
  });
});

describe("P12 names", () => {
  test.each([
    ["v1ContactAgent_GetMyActiveContacts", "agents/contact", "agents.contact.getMyActiveContacts"],
    ["v1PocketAgent_GetMyCallerIDs", "agents/pocket", "agents.pocket.getMyCallerIDs"],
    ["v1AIAgent_Ask", "agents/ai", "agents.ai.ask"],
    ["v1CRMScriptAgent_ExecuteScript", "agents/crmScript", "agents.crmScript.executeScript"],
    ["v1BLOBAgent_GetBLOB", "agents/blob", "agents.blob.getBLOB"],
    ["v1ContactEntity_PostContactEntity", "entities/contact", "contact.create"],
    ["v1ContactEntity_GetContactEntity", "entities/contact", "contact.get"],
    ["v1ContactEntity_PutContactEntity", "entities/contact", "contact.update"],
    ["v1ContactEntity_PatchContactEntity", "entities/contact", "contact.patch"],
    ["v1ContactEntity_DeleteContactEntity", "entities/contact", "contact.delete"],
    ["v1ContactEntity_DefaultContactEntity", "entities/contact", "contact.createDefault"],
    ["v1ContactEntity_GetAll", "entities/contact", "contact.list"],
    ["v1ContactEntity_SaveImage_POST", "entities/contact", "contact.saveImage_POST"],
  ])("P12 %s is in %s and called %s", (operationId, group, call) => {
    const named = callName(operationId);
    expect(named.group).toBe(group);
    expect(named.call.join(".")).toBe(call);
  });

  test("P12 an id of another form is refused, and so are two operations of one name", () => {
    expect(() => callName("GetContact")).toThrow(RangeError);
    const twice = contractWith({
      "/a": { get: { operationId: "v1XAgent_Get" } },
      "/b": { get: { operationId: "v1XAgent_get" } },
    });
    expect(() => nameOperations(twice)).toThrow(/v1XAgent_get and v1XAgent_Get/);
  });
});

test("P13 dictionaries take any key, and only values of their class", () => {
  const valid = validatorOf(closed, "ContactEntityInput");
  expect(valid({ CustomFields: { "SuperOffice:1": "a", "x.y": null } })).toBe(true);
  expect(valid({ CustomFields: { "SuperOffice:1": 1 } })).toBe(false);
  const links = property("ContactEntityWithLinks", "_Links");
  expect(links["additionalProperties"]).toMatchObject({ "x-webapi-url": true });
});

test("P14 a name with dots stays one name through inputs and closing", () => {
  const names = ["odata.metadata", "odata.nextLink", "value"];
  const page = {
    type: "object",
    required: [...names],
    properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])),
  };
  const body = { content: { "application/json": { schema: { $ref: "#/components/schemas/Page" } } } };
  const document = contractWith(
    { "/a": { post: { operationId: "v1XEntity_GetAll", requestBody: body } } },
    { Page: page as JsonObject },
  );
  deriveInputs(document);
  const input = closeProfile(document).components.schemas["PageInput"] ?? {};
  expect(propertiesOf(input).map(([key]) => key)).toEqual(names);
  expect(input["additionalProperties"]).toBe(false);
});

describe("P15 paths that collide", () => {
  const operation = (operationId: string, name: string, type: string): JsonObject => ({
    operationId,
    parameters: [{ name, in: "path", required: true, schema: { type } }],
  });
  test("P15 the integer decides, and both paths stay", () => {
    const document = contractWith({
      "/User/{id}": { get: operation("v1UserEntity_Get", "id", "integer") },
      "/User/{userName}": { get: operation("v1UserEntity_GetByName", "userName", "string") },
      "/User/{id}/Roles": { get: operation("v1UserEntity_Roles", "id", "integer") },
    });
    expect(markCollisions(document)).toEqual([
      { method: "get", integer: "/User/{id}", other: "/User/{userName}" },
    ]);
    expect(document.paths["/User/{id}"]?.["get"]?.["x-match"]).toEqual({ parameter: "id", form: "integer" });
    expect(document.paths["/User/{userName}"]?.["get"]?.["x-match"]).toEqual({
      parameter: "userName",
      form: "not-integer",
    });
    expect(document.paths["/User/{id}/Roles"]?.["get"]?.["x-match"]).toBeUndefined();
  });

  test("P15 a pair of one type fails the build", () => {
    const paths = {
      "/a/{x}": { get: operation("v1AEntity_X", "x", "string") },
      "/a/{y}": { get: operation("v1AEntity_Y", "y", "string") },
    };
    expect(() => markCollisions(contractWith(paths))).toThrow(/apart/);
  });

  test("P15 there are 36 pairs, and lint has a recorded exception for each path that repeats another", () => {
    expect(markCollisions(structuredClone(open))).toHaveLength(36);
    const forms = Object.keys(open.paths).map((path) => path.replaceAll(/\{[^}]+\}/g, "{}"));
    const [ofOpen = ""] = readFileSync(`${contractRoot}.redocly.lint-ignore.yaml`, "utf8").split(
      "superoffice.closed",
    );
    const recorded = ofOpen
      .match(/^ +- .*\{[^/]*$|^ +- .*\{.*\}.*$/gm)
      ?.filter((line) => !line.includes("/responses"));
    expect(recorded?.length).toBe(forms.length - new Set(forms).size);
  });
});

test("P16 the seed page rules where there is one", () => {
  expect(seeds).toHaveLength(4);
  for (const { operation } of operationsOf(open)) {
    const fromSeed = (operation["x-sources"] as string[])[0]?.startsWith("seeds/") === true;
    expect(fromSeed, String(operation["operationId"])).toBe(
      seedIds.includes(String(operation["operationId"])),
    );
  }
});

describe("P17 headers and credentials", () => {
  test("P17 the seeds take $select and the six headers, and no operation has a header that OpenAPI ignores", () => {
    const names = ({ operation }: { operation: JsonObject }): string[] =>
      (operation["parameters"] as JsonObject[]).map(
        ({ $ref, name }) =>
          String($ref ?? name)
            .split("/")
            .at(-1) ?? "",
      );
    for (const seed of seeds) {
      expect(names(seed)).toEqual([
        "Select",
        "AcceptLanguage",
        "SoLanguage",
        "SoCulture",
        "SoTimeZone",
        "SoAppToken",
        "XsrfToken",
      ]);
    }
    for (const each of operationsOf(open)) {
      expect(names(each)).toEqual(expect.arrayContaining(["SoAppToken", "XsrfToken"]));
      expect(names(each).filter((name) => /^(accept|authorization|content-type)$/i.test(name))).toEqual([]);
    }
  });

  test("P17 all five ways of calling are there", () => {
    expect(open["security"]).toEqual([
      { Bearer: [] },
      { SoTicket: [], AppToken: [] },
      { SoTicket: [] },
      { Basic: [] },
      { XsrfCookie: [], XsrfHeader: [] },
    ]);
    const names = Object.keys(open.components["securitySchemes"] ?? {});
    expect(names).toEqual(["Bearer", "SoTicket", "Basic", "AppToken", "XsrfCookie", "XsrfHeader"]);
  });
});

describe("P18 media types", () => {
  const answers = [
    "application/json",
    "text/json",
    "application/xml",
    "text/xml",
    "application/json-patch+json",
    "application/merge-patch+json",
  ];
  const requests = [
    "application/json",
    "text/json",
    "application/xml",
    "text/xml",
    "application/x-www-form-urlencoded",
    "application/json-patch+json",
    "application/merge-patch+json",
  ];
  const contentOf = (holder: JsonObject | undefined): Record<string, JsonObject> =>
    (holder?.["content"] ?? {}) as Record<string, JsonObject>;
  test("P18 the seeds have the page's media types", () => {
    for (const { operation } of seeds) {
      expect(Object.keys(contentOf(operation["requestBody"] as JsonObject))).toEqual(requests);
      expect(Object.keys(answerOf(operation))).toEqual(answers);
    }
  });

  test("P18 all of an operation's media types carry one schema, patches and files apart", () => {
    for (const { operation, method } of operationsOf(open)) {
      const request = contentOf(operation["requestBody"] as JsonObject | undefined);
      const schemas = method === "patch" || "multipart/form-data" in request ? [] : Object.values(request);
      expect(new Set(schemas.map(({ schema }) => JSON.stringify(schema))).size).toBeLessThanOrEqual(1);
      expect(
        new Set(Object.values(answerOf(operation)).map((schema) => JSON.stringify(schema))).size,
      ).toBeLessThanOrEqual(1);
    }
  });
});

describe("P19 errors", () => {
  test("P19 every operation lists the statuses that occur, with the body of its kind", () => {
    for (const { operation } of operationsOf(open)) {
      const responses = operation["responses"] as Record<string, JsonObject>;
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(["400", "401", "403", "421", "500"]));
      const agent = String(operation["x-group"]).startsWith("agents/");
      expect(String(responses["400"]?.["$ref"])).toMatch(
        agent ? /BadRequestOfAgent$/ : /BadRequestOfEntity$/,
      );
    }
  });

  test("P19 the two bodies are told apart by what they require", () => {
    const entity = { Error: true, ErrorType: "SoNotFoundException", ErrorMessage: "", ErrorSource: "" };
    const agent = { Message: "", MessageDetail: "" };
    expect(validatorOf(open, "EntityErrorBody")(entity)).toBe(true);
    expect(validatorOf(open, "EntityErrorBody")(agent)).toBe(false);
    expect(validatorOf(open, "AgentErrorBody")(agent)).toBe(true);
    expect(validatorOf(open, "AgentErrorBody")(entity)).toBe(false);
  });
});

describe("P21 safe and idempotent", () => {
  test("P21 the three seeds that read are marked so, and the one that creates is not", () => {
    const marks = Object.fromEntries(
      seeds.map(({ operation }) => [
        operation["operationId"],
        [operation["x-safe"], operation["x-idempotent"]],
      ]),
    );
    expect(marks).toEqual({
      v1ContactAgent_GetContactSummary: [true, true],
      v1ContactAgent_GetMyActiveContacts: [true, true],
      v1PocketAgent_GetMyCallerIDs: [true, true],
      v1ContactEntity_PostContactEntity: [undefined, undefined],
    });
    expect(open.paths["/api/v1/Agents/Pocket/GetMyCallerIDs"]?.["post"]?.["x-slow-threshold-ms"]).toBe(5000);
  });

  test("P21 what may change something is not marked", () => {
    const marked = operationsOf(open)
      .filter(({ operation }) => operation["x-safe"] === true)
      .map(({ operation }) => String(operation["operationId"]));
    expect(marked.length).toBeGreaterThan(600);
    expect(
      marked.filter((id) =>
        /Agent_(Create|Save|Delete|Set|Add|Remove|Update|Send|GetNext|GetOr[A-Z])/.test(id),
      ),
    ).toEqual([]);
  });
});
