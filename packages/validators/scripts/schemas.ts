export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Node = { [name: string]: Json };

export interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Node>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Node>> };
}

/** What is checked of one operation: the JSON schema of its request body and of each of its 2xx answers. */
export interface OperationSchemas {
  readonly operationId: string;
  /** Folder and file name of the operation's group: `agents/contact`. */
  readonly group: string;
  readonly request: Node | undefined;
  readonly responses: Readonly<Record<string, Node>>;
}

const methods = ["get", "post", "put", "patch", "delete"];
const jsonOf = (holder: Json | undefined): Node | undefined => {
  const content = (holder as Node | undefined)?.["content"] as Node | undefined;
  return (content?.["application/json"] as Node | undefined)?.["schema"] as Node | undefined;
};

/** The schemas of every operation, ready to compile. */
export function operationSchemas(contract: Contract): OperationSchemas[] {
  return Object.values(contract.paths).flatMap((item) =>
    methods.flatMap((method): OperationSchemas[] => {
      const operation = item[method];
      if (operation === undefined) return [];
      const answers = Object.entries(operation["responses"] as Node).flatMap(([status, response]) => {
        const schema = jsonOf(response);
        return status.startsWith("2") && schema !== undefined
          ? [[status, compilable(schema) as Node] as const]
          : [];
      });
      const request = jsonOf(operation["requestBody"]);
      return [
        {
          operationId: String(operation["operationId"]),
          group: String(operation["x-group"]),
          request: request && (compilable(request) as Node),
          responses: Object.fromEntries(answers),
        },
      ];
    }),
  );
}

/** Scalars that compile to one condition. */
export type ScalarName = "int32" | "int64" | "double" | "boolean" | "string" | "string or null";

/**
 * The same schema in the form that compiles to small, fast code with one error for one mistake: annotations gone,
 * references, scalars and "this class or null" as keywords of our own, all required properties in one.
 */
export function compilable(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(compilable);
  if (typeof schema !== "object" || schema === null) return schema;
  const nullable = classOrNull(schema);
  if (nullable !== undefined) return { classOrNull: nullable };
  const values = dictionaryOrNull(schema);
  if (values !== undefined) return { dictionaryOf: values };
  const scalar = scalarOf(schema);
  const out: Node = scalar === undefined ? {} : { is: scalar };
  for (const [name, value] of Object.entries(schema)) {
    if (name === "type") {
      if (scalar === undefined) Object.assign(out, typeOf(value));
    } else if (name === "format") {
      if (value === "so-date-time") out["format"] = value;
    } else if (name === "properties") Object.assign(out, members(value as Node, schema));
    else if (name === "$ref") out["class"] = classOf(schema);
    else if (name === "required") out["present"] = value;
    // The format says all that the pattern says; both would report one mistake twice.
    else if (name === "pattern" && schema["format"] === "so-date-time") continue;
    else if (name === "enum" || name === "pattern") out[name] = value;
    else if (!annotations.has(name) && !name.startsWith("x-")) out[name] = compilable(value);
  }
  return out;
}

/**
 * Properties of a class. Most are scalars, and those are a table by kind and not code: a tenth of the size. A class that
 * is closed keeps them as properties, since `additionalProperties` looks there.
 */
function members(properties: Node, schema: Node): Node {
  const rest: Node = {};
  const byKind: Record<string, Json[]> = {};
  for (const [name, value] of Object.entries(properties)) {
    const kind = schema["additionalProperties"] === undefined ? plainScalar(value as Node) : undefined;
    if (kind === undefined) rest[name] = compilable(value);
    else byKind[kind] = [...(byKind[kind] ?? []), name];
  }
  return {
    ...(Object.keys(byKind).length > 0 ? { scalars: byKind } : {}),
    ...(Object.keys(rest).length > 0 ? { properties: rest } : {}),
  };
}

/** The kind of a scalar that nothing more is said of. */
function plainScalar(schema: Node): ScalarName | undefined {
  return schema["enum"] === undefined && schema["pattern"] === undefined ? scalarOf(schema) : undefined;
}

/** `type: [array, "null"]` as ajv has it. */
function typeOf(type: Json | undefined): Node {
  const types = [type].flat();
  const [first = ""] = types.filter((each) => each !== "null");
  return { type: first as Json, ...(types.includes("null") ? { nullable: true } : {}) };
}

function scalarOf({ type, format }: Node): ScalarName | undefined {
  const types = [type].flat();
  if (types.length === 2 && types[0] === "string" && types[1] === "null") return "string or null";
  if (type === "integer") return format === "int64" ? "int64" : "int32";
  if (type === "number") return "double";
  if (type === "boolean" || type === "string") return type;
  return undefined;
}

const classOf = (schema: Json | undefined): string =>
  String((schema as Node)["$ref"]).replace("#/components/schemas/", "");

function classOrNull(schema: Node): string | undefined {
  const options = schema["anyOf"];
  if (!Array.isArray(options) || options.length !== 2) return undefined;
  const [chosen, other] = options as Node[];
  return chosen?.["$ref"] !== undefined && other?.["type"] === "null" ? classOf(chosen) : undefined;
}

/** The class of a dictionary's values, where the dictionary may be null: nearly every class has one. */
function dictionaryOrNull({ type, properties, additionalProperties }: Node): string | undefined {
  const values = additionalProperties as Node | undefined;
  const isOne = Array.isArray(type) && type[0] === "object" && type[1] === "null" && properties === undefined;
  return isOne && typeof values === "object" && "$ref" in values ? classOf(values) : undefined;
}

const annotations = new Set([
  "contentEncoding",
  "description",
  "readOnly",
  "writeOnly",
  "deprecated",
  "example",
  "examples",
  "title",
]);
