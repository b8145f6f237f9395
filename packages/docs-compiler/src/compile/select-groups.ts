import { groupOf } from "../emit/files.ts";
import { tagOf } from "../emit/operation.ts";
import type { ContractModel } from "../merge/merge.ts";
import type { OperationModel } from "../merge/operations.ts";
import type { TypeRef } from "../merge/type-ref.ts";

/** Names by which `--only` knows an operation's group: `contact`, `contactagent`, `agents/contact`. */
function groupNames(operation: OperationModel): readonly string[] {
  const group = groupOf(operation);
  return [group, group.slice(group.indexOf("/") + 1), tagOf(operation.page.uid)].map((name) =>
    name.toLowerCase(),
  );
}

/** Names in `only` that no group has. */
export function unknownGroups(model: ContractModel, only: readonly string[]): readonly string[] {
  const known = new Set(model.operations.flatMap(groupNames));
  return only.filter((name) => !known.has(name.toLowerCase()));
}

/**
 * Restricts a model to groups, and to the classes and enums that these reach. What is left is as it was in the
 * whole: a class does not change because other operations are left out.
 */
export function selectGroups(model: ContractModel, only: readonly string[]): ContractModel {
  const wanted = new Set(only.map((name) => name.toLowerCase()));
  const operations = model.operations.filter((operation) =>
    groupNames(operation).some((name) => wanted.has(name)),
  );
  const reached = new Set<string>();
  const reach = (type: TypeRef): void => {
    if (type.kind === "array" || type.kind === "dictionary") reach(type.of);
    if ((type.kind !== "class" && type.kind !== "enum") || reached.has(type.name)) return;
    reached.add(type.name);
    for (const { fact } of model.classes.get(type.name)?.properties ?? []) reach(fact.type);
  };
  for (const { request, response } of operations) {
    if (request.kind === "type") reach(request.fact.type);
    if (request.kind === "arguments") for (const { fact } of request.properties) reach(fact.type);
    if (response !== undefined) reach(response.type);
  }
  const keep = <Value>(map: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> =>
    new Map([...map].filter(([name]) => reached.has(name)));
  return { ...model, operations, classes: keep(model.classes), enums: keep(model.enums) };
}
