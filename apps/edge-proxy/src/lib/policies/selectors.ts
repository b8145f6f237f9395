import type { Operation } from "@so-webapi/operations";

/**
 * Everything that names an operation in settings, in lower case, from the widest to the closest: `*`, `agents/*`,
 * `agents/contact`, its id.
 */
export function selectorsOf({ operationId, group }: Operation): readonly string[] {
  const kind = group.kind === "agent" ? "agents" : "entities";
  return ["*", `${kind}/*`, `${kind}/${group.name.toLowerCase()}`, operationId.toLowerCase()];
}

/** True where a selector names at least one of the operations. */
export function selectsAny(selector: string, operations: readonly Operation[]): boolean {
  return operations.some((operation) => selectorsOf(operation).includes(selector.toLowerCase()));
}
