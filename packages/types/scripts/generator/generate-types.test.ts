import { describe, expect, test } from "vitest";
import { Consumer } from "../../test/consumer.ts";
import type { OpenApiDocument, Schema } from "./document.ts";
import { generateTypes } from "./generate-types.ts";

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object): object => ({ content: { "application/json": { schema } } });

function contract(schemas: Record<string, object>, paths: Record<string, object> = {}): OpenApiDocument {
  return {
    openapi: "3.1.0",
    info: { title: "Fixture", version: "1" },
    paths: paths as OpenApiDocument["paths"],
    components: { schemas: schemas as Record<string, Schema> },
  };
}

function generate(...of: Parameters<typeof contract>): ReadonlyMap<string, string> {
  const files = generateTypes(contract(...of));
  return new Map(files.map(({ path, text }) => [path, text]));
}

/** The declaration of one schema, on one line, without its comments. */
function declared(name: string, schemas: Record<string, object>): string | undefined {
  const text = generate(schemas)
    .get("schemas.ts")
    ?.replace(/\/\*.*?\*\//gs, "")
    .replace(/\s+/g, " ");
  return new RegExp(`export (?:interface|type) ${name}\\b.*?(?= export |$)`).exec(text ?? "")?.[0].trim();
}

describe("a schema", () => {
  test("that is an object becomes an interface and refers to others by plain name", () => {
    const schemas = {
      Contact: {
        type: "object",
        required: ["Owner", "Persons", "Map"],
        properties: {
          Owner: { anyOf: [ref("Person"), { type: "null" }] },
          Persons: { type: ["array", "null"], items: ref("Person") },
          Map: { type: ["object", "null"], additionalProperties: ref("Person") },
          Backup: ref("Person"),
        },
      },
      Person: { type: "object", properties: { Name: { type: ["string", "null"] } } },
    };
    expect(declared("Contact", schemas)).toBe(
      "export interface Contact { Owner: Person | null; Persons: Person[] | null; " +
        "Map: { [key: string]: Person; } | null; Backup?: Person; }",
    );
    expect(generate(schemas).get("components.ts")).toMatch(
      /export interface components \{\s+schemas: \{\s+Contact: Contact;\s+Person: Person;\s+\};/,
    );
  });

  test("that is no object becomes a type", () => {
    const schemas = { Url: { type: "string" }, Urls: { type: "array", items: ref("Url") }, Link: ref("Url") };
    expect(declared("Url", schemas)).toBe("export type Url = string;");
    expect(declared("Urls", schemas)).toBe("export type Urls = Url[];");
    expect(declared("Link", schemas)).toBe("export type Link = Url;");
  });

  test("that holds itself refers to itself", () => {
    const Item = {
      type: "object",
      required: ["Items"],
      properties: { Items: { type: "array", items: ref("Item") } },
    };
    expect(declared("Item", { Item })).toBe("export interface Item { Items: Item[]; }");
  });

  test("with dots in names of properties has them quoted", () => {
    const Page = {
      type: "object",
      required: ["odata.metadata"],
      properties: { "odata.metadata": { type: "string" } },
    };
    expect(declared("Page", { Page })).toBe('export interface Page { "odata.metadata": string; }');
  });

  test("with a dot in its own name has a type without, and keeps its name in components", () => {
    const schemas = {
      "odata.Page": { type: "object", properties: { Next: ref("odata.Page") } },
      List: { type: "array", items: ref("odata.Page") },
    };
    expect(declared("odata_Page", schemas)).toBe("export interface odata_Page { Next?: odata_Page; }");
    expect(declared("List", schemas)).toBe("export type List = odata_Page[];");
    expect(generate(schemas).get("components.ts")).toContain('"odata.Page": odata_Page;');
  });

  test.each(["string", "Record", "components", "UnknownMember", "FlagList", "class", "Answer", "Lost"])(
    "named %s gets an underscore, since the name is in use, and keeps its name in components",
    (name) => {
      const files = generateTypes({
        ...contract({ [name]: { type: "object", properties: { Self: ref(name) } } }),
        components: {
          schemas: { [name]: { type: "object", properties: { Self: ref(name) } } as Schema },
          responses: { Lost: { description: "Lost." } },
        },
      });
      const text = (path: string): string | undefined => files.find((file) => file.path === path)?.text;
      expect(text("schemas.ts")).toMatch(
        new RegExp(`export interface ${name}_ \\{\\s+Self\\?: ${name}_;\\s+\\}`),
      );
      expect(text("components.ts")).toContain(` ${name}: ${name}_;`);
    },
  );

  test("named like a global leaves what the global stands for alone", () => {
    const names = [
      "Object",
      "Array",
      "Date",
      "Map",
      "Set",
      "Error",
      "Promise",
      "Function",
      "String",
      "Document",
    ];
    const properties = {
      List: { type: "array", items: ref("Array") },
      Map: { type: "object", additionalProperties: ref("Map") },
      Open: { type: "object" },
    };
    const schemas = Object.fromEntries(
      [...names, "Record"].map((name) => [
        name,
        { type: "object", required: Object.keys(properties), properties },
      ]),
    );
    const files = generate(schemas);
    using consumer = new Consumer();
    for (const [path, text] of files) consumer.write(path, text);
    consumer.write(
      "user.ts",
      `import type { Array as Rows, Error as Failure } from "./schemas.ts";
export const open = (failure: Failure): unknown => failure.Open["x"];
export const rows = (failure: Failure): Rows[] => failure.List.map((row) => row.List[0] ?? row);
// @ts-expect-error a class of the contract is no global
export const failure: Failure = new Error("no");`,
    );
    expect(consumer.compile({ compiler: "5.9.3", files: ["user.ts", "components.ts"] })).toEqual([]);
  });

  test("whose name as a type is another's is refused", () => {
    expect(() => generate({ "a.b": { type: "object" }, a_b: { type: "object" } })).toThrow("a.b and a_b");
  });

  test("of which nothing is known holds anything, and a default requires nothing", () => {
    const schemas = {
      Anything: { type: "object" },
      Open: { type: "object", properties: { Size: { type: "integer", default: 10 } } },
    };
    expect(declared("Anything", schemas)).toBe("export type Anything = Record<string, unknown>;");
    expect(declared("Open", schemas)).toBe("export interface Open { Size?: number; }");
  });
});

describe("an enum", () => {
  const enumerated = { type: "string", "x-extensible-enum": ["A", "B"] };
  const flags = { ...enumerated, "x-flags": true };

  test("of an answer may grow", () => {
    expect(declared("Kind", { Kind: enumerated })).toBe('export type Kind = "A" | "B" | UnknownMember;');
  });

  test("of flags is a flag list", () => {
    expect(declared("Mask", { Mask: flags })).toBe('export type Mask = FlagList<"A" | "B">;');
  });

  test("of a request is the same type as that of the answer", () => {
    const KindInput = { ...enumerated, enum: ["A", "B"], "x-input-of": "Kind" };
    const MaskInput = { ...flags, pattern: "^(A|B)$", "x-input-of": "Mask" };
    const schemas = { Kind: enumerated, KindInput, Mask: flags, MaskInput };
    expect(declared("KindInput", schemas)).toBe("export type KindInput = Kind;");
    expect(declared("MaskInput", schemas)).toBe("export type MaskInput = Mask;");
  });

  test("of a request with other members, or without an answer, is its own type", () => {
    const KindInput = { type: "string", "x-extensible-enum": ["A"], enum: ["A"], "x-input-of": "Kind" };
    const own = 'export type KindInput = "A" | UnknownMember;';
    expect(declared("KindInput", { Kind: enumerated, KindInput })).toBe(own);
    expect(declared("KindInput", { KindInput })).toBe(own);
  });

  test("without a name of its own, that may be null, stands where it is used", () => {
    const Contact = {
      type: "object",
      required: ["Kind", "Kinds", "Masks"],
      properties: {
        Kind: { ...enumerated, type: ["string", "null"], enum: ["A", "B", null] },
        Kinds: { type: "array", items: { ...enumerated, enum: ["A", "B"] } },
        Masks: { type: "object", additionalProperties: flags },
      },
    };
    expect(declared("Contact", { Contact })).toBe(
      'export interface Contact { Kind: ("A" | "B" | UnknownMember) | null; Kinds: ("A" | "B" | UnknownMember)[]; ' +
        'Masks: { [key: string]: FlagList<"A" | "B">; }; }',
    );
  });

  test("that is closed on both ways stays closed", () => {
    expect(declared("Kind", { Kind: { type: "string", enum: ["A"] } })).toBe('export type Kind = "A";');
  });

  test("brings its helpers with it, and nothing brings those that are not used", async () => {
    const imported = async (schemas: Record<string, object>): Promise<string | undefined> =>
      /import.*/.exec(generate(schemas).get("schemas.ts") ?? "")?.[0];
    expect(await imported({ Kind: enumerated })).toBe('import type { UnknownMember } from "../enums.js";');
    expect(await imported({ Mask: flags })).toBe('import type { FlagList } from "../enums.js";');
    expect(await imported({ Name: { type: "string" } })).toBeUndefined();
  });
});

describe("a comment", () => {
  const commentOf = async (property: object): Promise<string | undefined> => {
    const files = generate({
      Contact: { type: "object", required: ["Value"], properties: { Value: property } },
    });
    const text = /\{\n(.*?) {4}(?:readonly )?Value:/s.exec(files.get("schemas.ts") ?? "")?.[1];
    return text?.replace(/^\s*(\/\*\*|\*\/|\*)? ?|( \*\/)?$/gm, "").trim();
  };

  test.each([
    ["the description", { type: "string", description: "A name." }, "A name."],
    ["no format of 32 bits", { type: "integer", format: "int32" }, ""],
    ["that a property is UTC", { type: "string", "x-utc": true }, "UTC."],
    ["UTC once", { type: "string", "x-utc": true, description: "UTC." }, "UTC."],
    ["its MDO list", { type: "integer", "x-mdo-list": "associate" }, "Choices: the MDO list `associate`."],
    ["a replacement", { type: "string", deprecated: true, "x-replaced-by": "New" }, "@deprecated Use `New`."],
    ["no replacement", { type: "string", deprecated: true }, "@deprecated"],
    ["no end of comment", { type: "string", description: "a */ b" }, "a *\\/ b"],
  ])("says %s", async (_, property, comment) => {
    expect(await commentOf(property)).toBe(comment);
  });

  test.each([
    ["of a property", { "x-documented-type": "anyType" }, "what this is: it says `anyType`"],
    [
      "of elements",
      { type: "array", items: { "x-documented-type": "ids" } },
      "what the elements are: it says `ids`",
    ],
    [
      "of values",
      { type: "object", additionalProperties: { "x-documented-type": "object" } },
      "what the values are: it says `object`",
    ],
  ])("says that the documentation does not tell the type %s", async (_, property, words) => {
    expect(await commentOf(property)).toBe(`The documentation does not tell ${words}.`);
  });

  test("does not call open what is known in spite of the documentation's words", async () => {
    expect(await commentOf({ type: "integer", "x-documented-type": "int32" })).toBe("");
  });

  test("says that text stands for bytes", async () => {
    expect(await commentOf({ type: "string", contentEncoding: "base64" })).toBe("Bytes, in Base64.");
  });

  test("of an operation says what is open of its bodies", () => {
    const open = { "x-documented-type": "pref" };
    const responses = {
      200: { description: "Done.", ...json({ type: "string", contentEncoding: "base64" }) },
    };
    const post = { operationId: "v1XAgent_Get", requestBody: json(open), responses };
    const text = generate({}, { "/x": { post } }).get("agents/x.ts");
    expect(text).toContain("Body: the documentation does not tell what this is: it says `pref`.\n");
    expect(text).toContain("Answer: bytes, in Base64.\n");
    expect(text).toContain('"application/json": unknown;');
  });

  test("says what becomes of 64 bits", async () => {
    expect(await commentOf({ type: "integer", format: "int64" })).toContain("`Number.MAX_SAFE_INTEGER`");
  });

  test("keeps tags behind text, and everything about a reference", () => {
    const property = {
      description: "When.",
      ...ref("When"),
      "x-utc": true,
      deprecated: true,
      "x-replaced-by": "Then",
    };
    const files = generate({
      Contact: { type: "object", properties: { When: property } },
      When: { type: "string", description: "A time." },
    });
    const text = files.get("schemas.ts");
    expect(text).toContain(" * When.\n     * UTC.\n     * @deprecated Use `Then`.\n");
    expect(text).toContain("/** A time. */\nexport type When = string;");
  });

  test("is not needed where the word readonly says it", () => {
    const Contact = {
      type: "object",
      required: ["Id"],
      properties: { Id: { type: "integer", readOnly: true } },
    };
    expect(declared("Contact", { Contact })).toBe("export interface Contact { readonly Id: number; }");
  });
});

describe("a group", () => {
  const Contact = { type: "object", properties: { Name: { type: "string" } } };
  const operation = (operationId: string, more: object = {}): object => ({
    operationId,
    summary: `Do ${operationId}`,
    responses: { 200: { description: "Done.", ...json(ref("Contact")) } },
    ...more,
  });

  test("has a file with its own paths and operations only", () => {
    const files = generate(
      { Contact },
      {
        "/Agents/Contact/Get": { post: operation("v1ContactAgent_Get", { "x-slow-threshold-ms": 5000 }) },
        "/Agents/CRMScript/Run": { post: operation("v1CRMScriptAgent_Run", { deprecated: true }) },
        "/Contact/{id}": {
          get: operation("v1ContactEntity_Get"),
          delete: operation("v1ContactEntity_Delete"),
        },
      },
    );
    expect([...files.keys()]).toEqual([
      "schemas.ts",
      "components.ts",
      "agents/contact.ts",
      "agents/crmScript.ts",
      "entities/contact.ts",
    ]);
    const agent = files.get("agents/contact.ts");
    expect(agent).toContain('import type { Contact } from "../schemas.js";');
    expect(agent).toContain('post: operations["v1ContactAgent_Get"];');
    expect(agent).toContain('"application/json": Contact;');
    expect(agent).toContain("Do v1ContactAgent_Get.\n");
    expect(agent).toContain("Slow: the documentation warns of more than 5 s.");
    expect(agent).not.toMatch(/CRMScript|\{id\}|v1ContactEntity/);
    expect(files.get("agents/crmScript.ts")).toContain("@deprecated");
    expect(files.get("entities/contact.ts")).toMatch(/v1ContactEntity_Get:.*v1ContactEntity_Delete:/s);
  });

  test("shares a path with another without sharing operations", () => {
    const path = { get: operation("v1ContactEntity_Get"), post: operation("v1PersonEntity_Post") };
    const files = generate({ Contact }, { "/Contact": path });
    expect(files.get("entities/contact.ts")).toContain('get: operations["v1ContactEntity_Get"];');
    expect(files.get("entities/contact.ts")).not.toContain("v1PersonEntity");
    expect(files.get("entities/person.ts")).toContain('post: operations["v1PersonEntity_Post"];');
    // An intersection of both would have neither method.
    expect(files.get("entities/contact.ts")).not.toMatch(/post\?:/);
    expect(files.get("entities/person.ts")).not.toMatch(/get\?:/);
    expect(files.get("entities/person.ts")).not.toContain("v1ContactEntity");
  });

  test("takes what operations have in common from one place", () => {
    const parameter = (name: string): object => ({ $ref: `#/components/parameters/${name}` });
    const header = (name: string): object => ({
      name,
      in: "header",
      description: `${name}!`,
      schema: { type: "string" },
    });
    const named = { description: "Failed.", ...json(ref("Contact")) };
    const types = ["application/json", "text/json", "application/xml", "text/xml"];
    const patches = ["application/json-patch+json", "application/merge-patch+json"];
    const bodies = (types: string[], schema = ref("Contact")): object => ({
      content: Object.fromEntries(types.map((type) => [type, { schema }])),
    });
    const id = { name: "id", in: "query", required: true, schema: { type: "integer" } };
    const statuses = { 400: "BadRequestOfAgent", 401: "Unauthorized", 403: "Forbidden", 404: "NotFound" };
    const failures = { ...statuses, 421: "MisdirectedRequest", 500: "InternalServerError" };
    const names = Object.values(failures);
    const post = operation("v1ContactAgent_Get", {
      parameters: [parameter("Select"), id, parameter("SoAppToken"), parameter("XsrfToken")],
      requestBody: { required: true, ...bodies([...types, "application/x-www-form-urlencoded", ...patches]) },
      responses: {
        200: { description: "Done.", ...bodies([...types, ...patches]) },
        ...Object.fromEntries(
          Object.entries(failures).map(([status, name]) => [
            status,
            { $ref: `#/components/responses/${name}` },
          ]),
        ),
      },
    });
    const put = operation("v1ContactAgent_Put", {
      requestBody: bodies(["application/json", "text/json"], { type: "string" }),
    });
    const files = generateTypes({
      ...contract({}, { "/Contact": { post, put } }),
      components: {
        schemas: { Contact: Contact as Schema },
        parameters: {
          Select: { name: "$select", in: "query", schema: { type: "string" } },
          SoAppToken: header("SO-AppToken"),
          XsrfToken: header("X-XSRF-TOKEN"),
        },
        responses: Object.fromEntries(names.map((name) => [name, named])),
      },
    });
    const text = (path: string): string | undefined => files.find((file) => file.path === path)?.text;
    expect(text("agents/contact.ts")).toContain(`    v1ContactAgent_Get: {
        parameters: { query: SelectQuery & { id: number; }; header?: CallerHeaders; path?: never; cookie?: never; };
        requestBody: { content: RequestContent<Contact>; };
        responses: AgentErrors & { 200: Answer<Contact>; 404: NotFound; };
    };`);
    expect(text("agents/contact.ts")).toContain(
      '    requestBody?: { content: { "application/json": string; "text/json": string; }; };\n',
    );
    expect(text("shared.ts")).toContain('    /** SO-AppToken! */\n    "SO-AppToken"?: string;\n');
    expect(text("shared.ts")).toContain("    401: Unauthorized;\n");
    expect(text("shared.ts")).toContain("/** Failed. */\nexport interface NotFound {\n");
  });

  test("has the arguments of its operations to itself", () => {
    const schemas = {
      ContactAgentGetRequest: { ...Contact, "x-arguments": ["name"] },
      SharedRequest: { ...Contact, "x-arguments": ["name"] },
    };
    const post = (id: string, name: string): object => ({
      post: operation(id, { requestBody: json(ref(name)) }),
    });
    const files = generate(
      { Contact, ...schemas },
      {
        "/a": post("v1ContactAgent_Get", "ContactAgentGetRequest"),
        "/b": post("v1ContactAgent_Do", "SharedRequest"),
        "/c": post("v1PersonAgent_Do", "SharedRequest"),
      },
    );
    expect(files.get("requests/agents/contact.ts")).toContain("export interface ContactAgentGetRequest {");
    expect(files.get("requests.ts")).toContain('export type * from "./requests/agents/contact.js";');
    expect(files.get("agents/contact.ts")).toContain(
      'import type { ContactAgentGetRequest } from "../requests/agents/contact.js";',
    );
    expect(files.get("schemas.ts")).toContain("export interface SharedRequest {");
    expect([...files.keys()].filter((path) => path.startsWith("requests/"))).toHaveLength(1);
  });

  test("takes enums that stand in a parameter with their helpers", () => {
    const parameters = [
      { name: "kind", in: "query", schema: { type: "string", "x-extensible-enum": ["A"], enum: ["A"] } },
      { name: "mask", in: "query", schema: { type: "string", "x-extensible-enum": ["A"], "x-flags": true } },
    ];
    const files = generate(
      { Contact },
      { "/Contact": { get: operation("v1ContactEntity_Get", { parameters }) } },
    );
    const text = files.get("entities/contact.ts");
    expect(text).toContain('import type { FlagList, UnknownMember } from "../../enums.js";');
    expect(text).toContain('kind?: "A" | UnknownMember;');
    expect(text).toContain('mask?: FlagList<"A">;');
  });

  test("cannot be told of an operation without an id, or with one of no group", () => {
    expect(() => generate({ Contact }, { "/x": { get: operation("GetContact") } })).toThrow("GetContact");
    const nameless = { responses: { 200: { description: "Done." } } };
    expect(() => generate({ Contact }, { "/x": { get: nameless } })).toThrow("get /x has no operationId");
  });
});

test("A discriminator, which the tree would leave out, is not passed over in silence", () => {
  const Animal = { oneOf: [ref("Cat")], discriminator: { propertyName: "kind" } };
  expect(() => generate({ Animal })).toThrow('no type for a discriminator: {"propertyName":"kind"}');
  const Cat = { type: "object", properties: { discriminator: { type: "string" } } };
  expect(generate({ Cat }).get("schemas.ts")).toContain("discriminator?: string");
});

test("Every file begins by saying what made it and from what", () => {
  const files = generate({}, { "/x": { get: { operationId: "v1XAgent_Get", responses: {} } } });
  for (const text of files.values()) {
    expect(text).toMatch(
      /^\/\*! Made by scripts\/generate\.ts .* from openapi\/dist\/.* \(Fixture 1\)\. Do not edit\. \*\/\n/,
    );
  }
});
