import type { BodyShape, Method, Operation, OperationParameter } from "../operation.ts";
import type { Lists } from "./lists.ts";

/** One agent or entity in its packed form. */
export interface PackedGroup {
  readonly group: Operation["group"];
  /** What every operationId, path and call of the group begins with. */
  readonly starts: { readonly id: string; readonly path: string; readonly call: readonly string[] };
  /** One line for each operation, by operationId; see {@link packRow}. */
  readonly rows: string;
  /** Shapes that no other group has, one line for each; see `shapes.ts`. */
  readonly own: string;
  /** Names of the shapes that it has in common with other groups. */
  readonly common: string;
}

/** Places of the lists that a row names. */
export interface ListPlaces {
  readonly parameters: (list: readonly OperationParameter[]) => number;
  readonly mediaTypes: (list: readonly string[]) => number;
  readonly statuses: (list: readonly number[]) => number;
}

/**
 * Packs an operation to one line of fields: the rest of its operationId, path and call (empty where it is like the
 * operationId's), method, marks (`s`afe, `i`dempotent, `d`eprecated), the places of its parameters and statuses, the
 * request (`-` for none), the answers, and what few have, by the first character: `~` the slow-call mark, `@` and `!`
 * the deciding parameter and whether it is an integer, `/` a link.
 */
export function packRow(
  operation: Operation,
  { starts }: Pick<PackedGroup, "starts">,
  at: ListPlaces,
): string {
  const rest = operation.operationId.slice(starts.id.length);
  const path = operation.path.slice(starts.path.length);
  const call = operation.call.at(-1) ?? "";
  const body = (shape: BodyShape | null): string =>
    shape === null
      ? "-"
      : `${at.mediaTypes(shape.mediaTypes)}:${shape.class ?? ""}${shape.array ? "[]" : ""}${shape.nullable ? "?" : ""}`;
  const { match } = operation;
  return [
    rest,
    path === rest ? "" : path,
    call === callLike(rest) ? "" : call,
    operation.method,
    `${operation.safe ? "s" : ""}${operation.idempotent ? "i" : ""}${operation.deprecated ? "d" : ""}`,
    at.parameters(operation.parameters),
    at.statuses(operation.statuses),
    `${body(operation.request)}${operation.request?.required ? "!" : ""}`,
    Object.entries(operation.responses)
      .map(([status, shape]) => `${status}=${body(shape)}`)
      .join(","),
    ...(operation.slowThresholdMs === undefined ? [] : [`~${operation.slowThresholdMs}`]),
    ...(match === undefined ? [] : [`${match.form === "integer" ? "@" : "!"}${match.parameter}`]),
    ...operation.links,
  ].join(" ");
}

/** Makes the function that gives the operations that {@link packRow} packed. Operations share what is alike in them. */
export function rowUnpacker(lists: Lists): (row: string, group: PackedGroup) => Operation {
  const bodies = remembered((text) => bodyOf(text, lists));
  const requests = (text: string): Operation["request"] => {
    const required = text.endsWith("!");
    const body = bodyOf(required ? text.slice(0, -1) : text, lists);
    return body && { ...body, required };
  };
  const answers = remembered((text) => {
    const responses: Record<string, BodyShape | null> = {};
    for (const answer of text === "" ? [] : text.split(",")) {
      const end = answer.indexOf("=");
      responses[answer.slice(0, end)] = bodies(answer.slice(end + 1));
    }
    return responses;
  });
  return (row, { group, starts }) => {
    const fields = row.split(" ");
    const [rest = "", path, call, method, marks = "", parameters, statuses, request = "-", responses = ""] =
      fields;
    const operation: { -readonly [Name in keyof Operation]: Operation[Name] } = {
      operationId: starts.id + rest,
      method: method as Method,
      path: starts.path + (path || rest),
      group,
      call: [...starts.call, call || callLike(rest)],
      parameters: lists.parameters(Number(parameters)),
      request: request === "-" ? null : requests(request),
      responses: answers(responses),
      statuses: lists.statuses[Number(statuses)] ?? [],
      errorForm: group.kind,
      safe: marks.includes("s"),
      idempotent: marks.includes("i"),
      deprecated: marks.includes("d"),
      links: none,
    };
    for (let place = 9; place < fields.length; place++) addRare(operation, fields[place] ?? "");
    return operation;
  };
}

const none: readonly never[] = [];

function addRare(operation: { -readonly [Name in keyof Operation]: Operation[Name] }, field: string): void {
  const rest = field.slice(1);
  switch (field.charAt(0)) {
    case "~":
      operation.slowThresholdMs = Number(rest);
      break;
    case "@":
      operation.match = { parameter: rest, form: "integer" };
      break;
    case "!":
      operation.match = { parameter: rest, form: "not-integer" };
      break;
    default:
      operation.links = [...operation.links, field];
  }
}

const callLike = (rest: string): string => rest.charAt(0).toLowerCase() + rest.slice(1);

function remembered<Value>(make: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    let value = known.get(text);
    if (value === undefined) {
      value = make(text);
      known.set(text, value);
    }
    return value;
  };
}

/** Reads `0:ContactActivity[]?`: media types, class, whether an array, whether it may be null; `-` is no body. */
function bodyOf(text: string, lists: Lists): BodyShape | null {
  const colon = text.indexOf(":");
  if (colon === -1) return null;
  const nullable = text.endsWith("?");
  const end = nullable ? text.length - 1 : text.length;
  const array = text.endsWith("[]", end);
  const name = text.slice(colon + 1, array ? end - 2 : end);
  const mediaTypes = lists.mediaTypes[Number(text.slice(0, colon))] ?? none;
  return name === "" ? { array, nullable, mediaTypes } : { class: name, array, nullable, mediaTypes };
}
