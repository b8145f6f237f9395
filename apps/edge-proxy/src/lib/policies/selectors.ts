import type { Operation } from "@so-webapi/operations";
import { groupName } from "../contract/group-name.ts";

/**
 * Everything that names an operation in settings, in lower case, from the widest to the closest: `*`, `agents/*`,
 * `agents/contact`, its id.
 */
export function selectorsOf(operation: Operation): readonly string[] {
  const group = groupName(operation).toLowerCase();
  return ["*", `${group.split("/")[0]}/*`, group, operation.operationId.toLowerCase()];
}

/** True where a selector names at least one of the operations. */
export function selectsAny(selector: string, operations: readonly Operation[]): boolean {
  return operations.some((operation) => selectorsOf(operation).includes(selector.toLowerCase()));
}
