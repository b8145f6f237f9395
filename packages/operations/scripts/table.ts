import type {
  BodyShape,
  ClassShape,
  EnumShape,
  Method,
  Operation,
  OperationParameter,
  ParameterType,
  PropertyShape,
  Shapes,
} from "../src/operation.ts";

type Node = { readonly [name: string]: unknown };

/** The parts of the open bundle that the table is made of. */
export interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Node>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, Node>>>>;
}

export interface Group {
  readonly kind: "agent" | "entity";
  readonly name: string;
  readonly operations: readonly Operation[];
  readonly shapes: Shapes;
}

const methods = ["get", "post", "put", "patch", "delete"];

/** The contract's operations by group, groups and operations in the order of their names. */
export function groupsOf(contract: Contract): Group[] {
  const byKey = new Map<string, Operation[]>();
  for (const [path, item] of Object.entries(contract.paths)) {
    for (const method of methods) {
      const source = item[method];
      if (source === undefined) continue;
      const operation = operationOf(contract, path, method.toUpperCase() as Method, source);
      const key = `${operation.group.kind}/${operation.group.name}`;
      byKey.set(key, [...(byKey.get(key) ?? []), operation]);
    }
  }
  return [...byKey.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, operations]) => {
      const [first] = operations;
      if (first === undefined) throw new Error("a group without operations");
      operations.sort((a, b) => (a.operationId < b.operationId ? -1 : 1));
      return { ...first.group, operations, shapes: shapesOf(contract, operations) };
    });
}

function operationOf(contract: Contract, path: string, method: Method, source: Node): Operation {
  const operationId = String(source["operationId"]);
  const [folder, name = ""] = String(source["x-group"]).split("/");
  const group = { kind: folder === "agents" ? "agent" : "entity", name } as const;
  const responses = source["responses"] as Readonly<Record<string, Node>>;
  const success = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  const bodies = success.map(([status, response]): [string, BodyShape | null] => [
    status,
    bodyOf(contract, resolve(contract, response)),
  ]);
  const request = source["requestBody"] as Node | undefined;
  const requestBody = request && bodyOf(contract, request);
  const slow = source["x-slow-threshold-ms"];
  const match = source["x-match"] as Operation["match"];
  return {
    operationId,
    method,
    path,
    group,
    call: source["x-call"] as string[],
    parameters: ((source["parameters"] ?? []) as Node[]).map((parameter) =>
      parameterOf(resolve(contract, parameter)),
    ),
    request: requestBody ? { ...requestBody, required: request["required"] === true } : null,
    responses: Object.fromEntries(bodies),
    statuses: Object.keys(responses)
      .map(Number)
      .sort((a, b) => a - b),
    errorForm: group.kind,
    safe: method === "GET" || source["x-safe"] === true,
    idempotent: ["GET", "PUT", "DELETE"].includes(method) || source["x-idempotent"] === true,
    deprecated: source["deprecated"] === true,
    ...(typeof slow === "number" ? { slowThresholdMs: slow } : {}),
    links: [
      ...new Set(bodies.flatMap(([, body]) => (body?.class === undefined ? [] : linksOf(contract, body)))),
    ],
    ...(match === undefined ? {} : { match }),
  };
}

function parameterOf(source: Node): OperationParameter {
  const schema = source["schema"] as Node;
  const types: Readonly<Record<string, ParameterType>> = {
    integer: "int32",
    boolean: "boolean",
    array: "array",
    string: "string",
  };
  const members = schema["enum"] as readonly string[] | undefined;
  if (members?.some((member) => !/^[^\s,]+$/.test(member)))
    throw new Error(`an enum of ${String(source["name"])} has a member that cannot be packed`);
  const isDate = classOf(schema) === "DateTime" || schema["format"] === "so-date-time";
  return {
    name: String(source["name"]),
    in: source["in"] as OperationParameter["in"],
    required: source["required"] === true,
    type: isDate ? "date-time" : (types[String(schema["type"])] ?? "string"),
    ...(members !== undefined && { enum: members }),
  };
}

function bodyOf(contract: Contract, holder: Node): BodyShape | null {
  const content = holder["content"] as Readonly<Record<string, { readonly schema?: Node }>> | undefined;
  if (content === undefined) return null;
  const mediaTypes = Object.keys(content);
  const schema = Object.values(content)[0]?.schema ?? {};
  const { name, array, nullable } = shapeOf(contract, schema);
  return { ...(name === undefined ? {} : { class: name }), array, nullable, mediaTypes };
}

/** What a schema says of a place: the class it holds or refers to, whether in an array, and whether null may stand there. */
function shapeOf(
  contract: Contract,
  schema: Node,
): { name: string | undefined; array: boolean; nullable: boolean; dictionary: boolean } {
  const options = schema["anyOf"];
  if (Array.isArray(options)) {
    const chosen = options.find((option: Node) => option["type"] !== "null") as Node;
    return {
      ...shapeOf(contract, chosen),
      nullable: options.some((option: Node) => option["type"] === "null"),
    };
  }
  const types = [schema["type"]].flat();
  const nullable = types.includes("null");
  if (types.includes("array")) {
    const items = schema["items"];
    return {
      name: items === undefined ? undefined : shapeOf(contract, items as Node).name,
      array: true,
      nullable,
      dictionary: false,
    };
  }
  const values = schema["additionalProperties"];
  if (
    types.includes("object") &&
    typeof values === "object" &&
    values !== null &&
    schema["properties"] === undefined
  ) {
    return { name: shapeOf(contract, values as Node).name, array: false, nullable, dictionary: true };
  }
  return { name: classOf(schema), array: false, nullable, dictionary: false };
}

const classOf = (schema: Node): string | undefined =>
  /^#\/components\/schemas\/(.+)$/.exec(String(schema["$ref"]))?.[1];

function resolve(contract: Contract, node: Node): Node {
  const [, section, name] = /^#\/components\/([^/]+)\/([^/]+)$/.exec(String(node["$ref"])) ?? [];
  if (section === undefined || name === undefined) return node;
  const found = contract.components[section]?.[name];
  if (found === undefined) throw new Error(`reference leads nowhere: ${String(node["$ref"])}`);
  return found;
}

/** Pointers to the places of a body that the contract marks as URLs to the WebAPI itself. */
function linksOf(contract: Contract, body: BodyShape): string[] {
  const properties = (contract.components["schemas"]?.[body.class ?? ""]?.["properties"] ?? {}) as Readonly<
    Record<string, Node>
  >;
  const start = body.array ? "/*" : "";
  return Object.entries(properties).flatMap(([name, property]) => {
    const escaped = name.replaceAll("~", "~0").replaceAll("/", "~1");
    if (property["x-webapi-url"] === true) return [`${start}/${escaped}`];
    const values = property["additionalProperties"] as Node | undefined;
    return values?.["x-webapi-url"] === true ? [`${start}/${escaped}/*`] : [];
  });
}

function shapesOf(contract: Contract, operations: readonly Operation[]): Shapes {
  const schemas = contract.components["schemas"] ?? {};
  const classes: Record<string, ClassShape> = {};
  const enums: Record<string, EnumShape> = {};
  const add = (name: string | undefined): void => {
    const schema = name === undefined ? undefined : schemas[name];
    if (name === undefined || schema === undefined || name in classes || name in enums) return;
    const members = schema["x-extensible-enum"];
    if (Array.isArray(members)) {
      enums[name] = { members, numbers: namesByNumber(schema), flags: schema["x-flags"] === true };
      return;
    }
    const properties = schema["properties"] as Readonly<Record<string, Node>> | undefined;
    if (properties === undefined) return;
    const shape: Record<string, PropertyShape> = {};
    classes[name] = shape;
    for (const [property, value] of Object.entries(properties)) {
      const { name: inner, array, dictionary } = shapeOf(contract, value);
      const target = inner === undefined ? undefined : schemas[inner];
      const isEnum = Array.isArray(target?.["x-extensible-enum"]);
      const isClass = target?.["properties"] !== undefined;
      shape[property.toLowerCase()] = {
        name: property,
        ...(inner !== undefined && isClass ? { class: inner } : {}),
        ...(inner !== undefined && isEnum ? { enum: inner } : {}),
        kind: array ? "array" : dictionary ? "dictionary" : "value",
      };
      add(inner);
    }
  };
  for (const operation of operations) {
    add(operation.request?.class);
    for (const response of Object.values(operation.responses)) add(response?.class);
  }
  return { classes: sorted(classes), enums: sorted(enums) };
}

/** Where two members share a number, the first one stands for it. */
function namesByNumber(schema: Node): Record<string, string> {
  const numbers = (schema["x-enum-numbers"] ?? {}) as Readonly<Record<string, number>>;
  const byNumber: Record<string, string> = {};
  for (const [name, number] of Object.entries(numbers)) byNumber[number] ??= name;
  return byNumber;
}

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
