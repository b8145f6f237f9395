type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Node = { [name: string]: Json };

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

/** Id under which the classes are known to the compiler. */
export const classesId = "contract";

/** All classes as one schema that operations refer into. */
export function classesSchema(contract: Contract): Node {
  const classes = Object.entries(contract.components.schemas).map(([name, schema]) => [
    name,
    compilable(schema),
  ]);
  return { $id: classesId, $defs: Object.fromEntries(classes) as Node };
}

/**
 * The same schema in the form that compiles to small, fast code with one error for one mistake: references into
 * {@link classesSchema}, annotations gone, and "this class or null" as a condition in place of `anyOf`.
 */
export function compilable(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(compilable);
  if (typeof schema !== "object" || schema === null) return schema;
  const options = schema["anyOf"];
  if (Array.isArray(options) && options.length === 2) {
    const chosen = options.find((option) => (option as Node)["type"] !== "null");
    const { anyOf: _, ...rest } = schema;
    if (chosen !== undefined && options.some((option) => (option as Node)["type"] === "null")) {
      // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema.
      return { ...(compilable(rest) as Node), if: { not: { type: "null" } }, then: compilable(chosen) };
    }
  }
  const out: Node = {};
  for (const [name, value] of Object.entries(schema)) {
    if (name === "properties") {
      out[name] = Object.fromEntries(
        Object.entries(value as Node).map(([key, inner]) => [key, compilable(inner)]),
      );
    } else if (name === "$ref")
      out[name] = String(value).replace("#/components/schemas/", `${classesId}#/$defs/`);
    // The format says all that the pattern says, and more; both would report one mistake twice.
    else if (name === "pattern" && schema["format"] === "so-date-time") continue;
    else if (!annotations.has(name) && !name.startsWith("x-")) out[name] = compilable(value);
  }
  return out;
}

const annotations = new Set([
  "description",
  "readOnly",
  "writeOnly",
  "deprecated",
  "example",
  "examples",
  "title",
]);
