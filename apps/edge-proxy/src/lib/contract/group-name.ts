import type { Operation } from "@so-webapi/operations";

/** What a group is called in settings, metrics and paths of the reference: `agents/contact`, `entities/person`. */
export function groupName({ group }: Pick<Operation, "group">): string {
  return `${group.kind === "agent" ? "agents" : "entities"}/${group.name}`;
}
