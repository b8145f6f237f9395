import type { Operation } from "@so-webapi/operations";
import { groupName } from "../contract/group-name.ts";

/** An agent or entity in the reference. */
export interface Group {
  /** Path of its page below `/docs/`: `agents/contact`. */
  readonly key: string;
  readonly kind: "agent" | "entity";
  /** As it stands in paths: `Contact`. */
  readonly title: string;
  /** Number of its operations. */
  readonly size: number;
}

/** The groups of these operations, by title. */
export function groupsOf(operations: readonly Operation[]): Group[] {
  const sizes = new Map<string, Group>();
  for (const operation of operations) {
    const { group, path } = operation;
    const key = groupName(operation);
    const known = sizes.get(key);
    const title = known?.title ?? titleOf(path, group.name);
    sizes.set(key, { key, kind: group.kind, title, size: (known?.size ?? 0) + 1 });
  }
  return [...sizes.values()].sort((a, b) => a.title.localeCompare(b.title, "en"));
}

/** `/api/v1/Agents/Contact/…` is Contact, `/api/v1/List/Business/…` is List/Business; else the group's own name. */
function titleOf(path: string, name: string): string {
  const [start = name, next] = path.split("/").slice(3);
  if (start === "Agents") return next ?? name;
  if (start.toLowerCase() === name.toLowerCase()) return start;
  if (next === undefined || next.startsWith("{")) return name.charAt(0).toUpperCase() + name.slice(1);
  return `${start}/${next}`;
}
