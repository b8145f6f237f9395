/** The parts of the bundle that are read here. */
export interface Contract {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly "x-extensible-enum"?: readonly string[];
  readonly "x-utc"?: boolean;
}

/**
 * One line per object schema: `Name Property:code Property:code`. Input forms (`XInput`) are left out where they hold
 * the same properties as their answer form `X`, which is nearly always.
 */
export function classLines({ components: { schemas } }: Contract): readonly string[] {
  const lines = new Map<string, string>();
  for (const [name, schema] of Object.entries(schemas)) {
    if (schema.properties === undefined) continue;
    const properties = Object.entries(schema.properties);
    lines.set(name, properties.map(([key, value]) => `${key}:${codeOf(value, schemas)}`).join(" "));
  }
  return [...lines]
    .filter(([name, line]) => !(name.endsWith("Input") && lines.get(name.slice(0, -"Input".length)) === line))
    .map(([name, line]) => `${name} ${line}`);
}

/** Members by the enum's name. */
export function enumMembers({
  components: { schemas },
}: Contract): Readonly<Record<string, readonly string[]>> {
  const entries = Object.entries(schemas).flatMap(([name, schema]) => {
    const members =
      schema["x-extensible-enum"] ?? schema.enum?.filter((member) => typeof member === "string");
    return members === undefined ? [] : [[name, members] as const];
  });
  return Object.fromEntries(entries);
}

function codeOf(schema: Schema, schemas: Contract["components"]["schemas"]): string {
  if (schema.$ref !== undefined) return ofReference(schema, schemas);
  const present = schema.anyOf?.filter(({ type }) => type !== "null");
  if (present !== undefined) return present.length === 1 && present[0] ? codeOf(present[0], schemas) : "?";
  switch ([schema.type].flat().find((type) => type !== "null")) {
    case "integer":
      return schema.format === "int64" ? "l" : "i";
    case "number":
      return "n";
    case "boolean":
      return "b";
    case "string":
      return "s";
    case "array":
      return schema.items === undefined ? "[?" : `[${codeOf(schema.items, schemas)}`;
    case "object":
      return typeof schema.additionalProperties === "object"
        ? `{${codeOf(schema.additionalProperties, schemas)}`
        : "?";
    default:
      return "?";
  }
}

function ofReference(schema: Schema, schemas: Contract["components"]["schemas"]): string {
  const name = schema.$ref?.split("/").pop() ?? "";
  if (name === "DateTime") return schema["x-utc"] === true ? "u" : "d";
  const target = schemas[name];
  // A class and its input form are one sheet.
  const plain = name.endsWith("Input") ? name.slice(0, -"Input".length) : name;
  if (target?.["x-extensible-enum"] !== undefined || target?.enum !== undefined) return `e${plain}`;
  if (target?.properties !== undefined) return `c${plain}`;
  return target === undefined ? "?" : codeOf(target, schemas);
}
