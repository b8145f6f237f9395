import { parse } from "yaml";

export type Schema = Readonly<Record<string, unknown>>;

/** A schema and the file in which its references are to be read. */
export interface PlacedSchema {
  readonly schema: Schema;
  readonly file: string;
}

/** The bodies of one operation by media type `application/json`. */
export interface OperationBodies {
  readonly request: PlacedSchema | undefined;
  /** By status; `undefined` where the status has no body. */
  readonly responses: ReadonlyMap<string, PlacedSchema | undefined>;
}

/** The compiled contract as validators need it. */
export interface ContractSchemas {
  readonly operation: (operationId: string) => OperationBodies | undefined;
  readonly resolve: (from: PlacedSchema) => PlacedSchema;
}

const isObject = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads schemas out of the contract's files, each when it is first needed. */
export function contractSchemas(files: ReadonlyMap<string, string>): ContractSchemas {
  const parsed = new Map<string, unknown>();
  const read = (file: string): unknown => {
    if (!parsed.has(file)) parsed.set(file, parse(files.get(file) ?? "null"));
    return parsed.get(file);
  };
  const resolve = (from: PlacedSchema): PlacedSchema => {
    const ref = from.schema["$ref"];
    if (typeof ref !== "string") return from;
    const [path = "", pointer = ""] = ref.split("#");
    const file = path === "" ? from.file : join(from.file, path);
    const schema = pointer
      .split("/")
      .slice(1)
      .reduce<unknown>((value, name) => (isObject(value) ? value[fromToken(name)] : undefined), read(file));
    return { schema: isObject(schema) ? schema : {}, file };
  };
  const operations = new Map<string, PlacedSchema>();
  for (const file of files.keys()) {
    if (!/^(?:agents|entities)\//.test(file)) continue;
    const document = read(file);
    const paths = isObject(document) && isObject(document["paths"]) ? document["paths"] : {};
    for (const item of Object.values(paths)) {
      for (const operation of isObject(item) ? Object.values(item) : []) {
        if (isObject(operation))
          operations.set(String(operation["operationId"]), { schema: operation, file });
      }
    }
  }
  const bodyIn = (holder: unknown, file: string): PlacedSchema | undefined => {
    const { schema, file: place } = resolve({ schema: isObject(holder) ? holder : {}, file });
    const content = schema["content"];
    const media = isObject(content) ? (content["application/json"] ?? Object.values(content)[0]) : undefined;
    const body = isObject(media) ? media["schema"] : undefined;
    return isObject(body) ? { schema: body, file: place } : undefined;
  };
  return {
    resolve,
    operation: (operationId) => {
      const found = operations.get(operationId);
      if (found === undefined) return undefined;
      const { schema, file } = found;
      const responses = isObject(schema["responses"]) ? Object.entries(schema["responses"]) : [];
      return {
        request: bodyIn(schema["requestBody"], file),
        responses: new Map(responses.map(([status, response]) => [status, bodyIn(response, file)])),
      };
    },
  };
}

const fromToken = (name: string): string => name.replaceAll("~1", "/").replaceAll("~0", "~");

/** Joins a reference to the file that holds it: `agents/contact.yaml` and `../schemas/X.yaml`. */
function join(from: string, reference: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of reference.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}
