import { PlatformError } from "../platform-error.ts";
import { failure, type Result, success } from "../result.ts";

/** What a `$select` names, as a tree of property names. */
export interface SelectTree {
  /** True when everything from here down is selected; `children` is empty then. */
  readonly whole: boolean;
  /** By lower-case name. */
  readonly children: ReadonlyMap<string, SelectTree>;
}

/** `segment`: a path begins or ends with a slash or has two in a row. `character`: white space or a control character inside a name. */
export type SelectErrorCode = "select-empty-segment" | "select-character";

interface Node extends SelectTree {
  whole: boolean;
  readonly children: Map<string, Node>;
}

/**
 * Reads the value of a `$select`: property paths between commas, a slash between the names of a path, any letter
 * case. Spaces around a name go. Empty entries are ignored, so a comma at the end does no harm; a text without any
 * entry selects everything, as no `$select` does. An empty name inside a path is refused.
 *
 * Source: platform, "Queries", `$select`.
 *
 * @example
 * const result = parseSelect("name, category/id");
 * result.ok && selects(result.value, ["Category", "Id"]); // true
 * result.ok && selects(result.value, ["Category", "Value"]); // false
 */
export function parseSelect(text: string | null | undefined): Result<SelectTree, SelectErrorCode> {
  const root: Node = { whole: false, children: new Map() };
  for (const entry of (text ?? "").split(",")) {
    if (entry.trim() === "") continue;
    const names = entry.split("/").map((name) => name.trim());
    if (names.includes("")) return failure("select-empty-segment", "A path of $select has an empty name.");
    if (names.some((name) => BREAKS_NAME.test(name))) {
      return failure("select-character", "A name in $select holds white space or a control character.");
    }
    add(root, names);
  }
  if (root.children.size === 0) root.whole = true;
  return success(root);
}

/**
 * Says whether a `$select` keeps a property. It does when the path, one of its ancestors or something inside of it
 * is named: `category/id` keeps the object `Category` and in it `Id` alone. Leave array indexes out of the path.
 *
 * @example
 * const result = parseSelect("name");
 * result.ok && selects(result.value, ["Department"]); // false
 */
export function selects(tree: SelectTree, path: readonly string[]): boolean {
  let node = tree;
  for (const name of path) {
    if (node.whole) return true;
    const child = node.children.get(name.toLowerCase());
    if (!child) return false;
    node = child;
  }
  return true;
}

/**
 * Writes a `$select` from property paths, without repeating a path. No paths give an empty text, which selects
 * everything: leave the parameter out then. The text is not yet encoded for a URL.
 *
 * @throws {PlatformError} `select-name-invalid` for a path that {@link parseSelect} would not read as that path.
 *
 * @example
 * formatSelect(["Name", "Category/Id"]); // "Name,Category/Id"
 */
export function formatSelect(paths: readonly string[]): string {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const names = path.split("/");
    if (path.includes(",") || names.some((name) => name === "" || BREAKS_NAME.test(name))) {
      throw new PlatformError(
        "select-name-invalid",
        "A path for $select is empty or has a character it cannot have.",
      );
    }
    if (!seen.has(path.toLowerCase())) seen.set(path.toLowerCase(), path);
  }
  return [...seen.values()].join(",");
}

const BREAKS_NAME = /[\s\p{Cc}]/u;

function add(root: Node, names: readonly string[]): void {
  let node = root;
  for (const name of names) {
    if (node.whole) return;
    const key = name.toLowerCase();
    const child: Node = node.children.get(key) ?? { whole: false, children: new Map() };
    node.children.set(key, child);
    node = child;
  }
  node.whole = true;
  node.children.clear();
}
