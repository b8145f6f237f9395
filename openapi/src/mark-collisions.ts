import { isObject, type JsonObject, type OpenApiDocument } from "./document.ts";

/** Two operations that only the form of one path parameter tells apart. */
export interface Collision {
  readonly method: string;
  /** The path whose parameter is an integer. */
  readonly integer: string;
  /** The path whose parameter is anything else. */
  readonly other: string;
}

/**
 * Finds templates that differ in the names of their parameters only, `/User/{id}` and `/User/{userName}`, and marks
 * both operations with `x-match` for routers (POLICY.md, P15). Throws where the parameters' types cannot decide.
 */
export function markCollisions(document: OpenApiDocument): Collision[] {
  const byForm = new Map<string, { path: string; method: string; operation: JsonObject }[]>();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      if (!isObject(operation) || operation["operationId"] === undefined) continue;
      const form = `${method} ${path.toLowerCase().replaceAll(/\{[^}]+\}/g, "{}")}`;
      byForm.set(form, [...(byForm.get(form) ?? []), { path, method, operation }]);
    }
  }
  return [...byForm.values()].flatMap((rivals): Collision[] => {
    if (rivals.length === 1) return [];
    const integers = rivals.filter(({ operation }) => lastParameterIsInteger(operation));
    const others = rivals.filter((rival) => !integers.includes(rival));
    const [integer] = integers;
    const [other] = others;
    if (rivals.length !== 2 || integer === undefined || other === undefined) {
      throw new RangeError(`no parameter type tells ${rivals.map(({ path }) => path).join(" and ")} apart`);
    }
    integer.operation["x-match"] = "integer";
    other.operation["x-match"] = "not-integer";
    return [{ method: integer.method, integer: integer.path, other: other.path }];
  });
}

function lastParameterIsInteger(operation: JsonObject): boolean {
  const parameters = operation["parameters"];
  if (!Array.isArray(parameters)) return false;
  const inPath = parameters.filter((parameter) => isObject(parameter) && parameter["in"] === "path").at(-1);
  return isObject(inPath) && isObject(inPath["schema"]) && inPath["schema"]["type"] === "integer";
}
