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
 * both operations with `x-match` for routers (POLICY.md, P15): which parameter decides, and its form. Throws where
 * the parameters' types cannot decide.
 */
export function markCollisions(document: OpenApiDocument): Collision[] {
  const byForm = new Map<string, Rival[]>();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      if (!isObject(operation) || operation["operationId"] === undefined) continue;
      const form = `${method} ${path.toLowerCase().replaceAll(parameterInPath, "{}")}`;
      byForm.set(form, [...(byForm.get(form) ?? []), { path, method, operation }]);
    }
  }
  return [...byForm.values()].flatMap((rivals): Collision[] => {
    const [first, second, third] = rivals;
    if (first === undefined || second === undefined) return [];
    const types = [first, second].map(({ path, operation }) => parametersOf(path, operation));
    const [ofFirst = [], ofSecond = []] = types;
    const position = ofFirst.findIndex(({ isInteger }, index) => isInteger !== ofSecond[index]?.isInteger);
    if (third !== undefined || position === -1) {
      throw new RangeError(`no parameter type tells ${rivals.map(({ path }) => path).join(" and ")} apart`);
    }
    const swapped = ofFirst[position]?.isInteger !== true;
    const [integer, other] = swapped ? [second, first] : [first, second];
    const [ofInteger, ofOther] = swapped ? [ofSecond, ofFirst] : [ofFirst, ofSecond];
    integer.operation["x-match"] = { parameter: ofInteger[position]?.name ?? "", form: "integer" };
    other.operation["x-match"] = { parameter: ofOther[position]?.name ?? "", form: "not-integer" };
    return [{ method: integer.method, integer: integer.path, other: other.path }];
  });
}

interface Rival {
  readonly path: string;
  readonly method: string;
  readonly operation: JsonObject;
}

const parameterInPath = /\{([^}]+)\}/g;

/** The parameters in the order of the path, whatever the order in which the operation lists them. */
function parametersOf(
  path: string,
  operation: JsonObject,
): { readonly name: string; readonly isInteger: boolean }[] {
  const listed = Array.isArray(operation["parameters"]) ? operation["parameters"].filter(isObject) : [];
  return [...path.matchAll(parameterInPath)].map(([, name = ""]) => {
    const parameter = listed.find((candidate) => candidate["in"] === "path" && candidate["name"] === name);
    const schema = parameter?.["schema"];
    return { name, isInteger: isObject(schema) && schema["type"] === "integer" };
  });
}
