import type { Operation } from "@so-webapi/operations";
import { accepts } from "@so-webapi/platform/media";
import { parseColumns, parseFilter, parseOrderBy } from "@so-webapi/platform/query";
import { formatSelect } from "@so-webapi/platform/select";
import { hiddenAt, uncheckable, type VisibilityRefusal } from "./refusal.ts";
import type { View } from "./view.ts";

export interface GuardedTarget {
  readonly operation: Operation;
  /** Decoded values of the path's parameters. */
  readonly params: Readonly<Record<string, string>>;
  /** With its question mark, or empty. */
  readonly query: string;
}

/** Where answers have rows, whose columns are data. Source: platform.md, "Queries". */
const rowClasses = /^(?:ODataSlimResponse|Archive.*|CriteriaInformation|RelatedData)$/;

/**
 * Holds the target of a request and the answer that it asks for against what the caller may see. Names count wherever they
 * stand in a parameter, in a text of a `$filter` too: no reading of the grammar can then differ from the platform's.
 */
export function guardTarget(
  view: View,
  { operation, params, query }: GuardedTarget,
  accept: string | null,
): VisibilityRefusal | undefined {
  for (const value of Object.values(params)) {
    const hidden = view.hiddenName(value);
    if (hidden !== undefined) return hiddenAt("path", hidden);
  }
  for (const [name, value] of new URLSearchParams(query)) {
    const hidden = view.hiddenName(name) ?? view.hiddenName(value);
    if (hidden !== undefined) return hiddenAt("query", hidden, { parameter: name });
    if (name.toLowerCase() === "$format" && !/^json$/i.test(value.trim()))
      return uncheckable("The caller may read JSON only, and $format asks for something else.");
  }
  if (accepts(accept, ["application/json"]) === undefined)
    return uncheckable("The caller may read JSON only, and Accept asks for something else.");
  const answers = Object.values(operation.responses).filter((shape) => shape !== null);
  if (answers.length > 0 && !answers.some(({ mediaTypes }) => mediaTypes.includes("application/json")))
    return uncheckable("The caller may read JSON only, and the operation answers with files.");
  return view.isAllowList ? guardRows(view, operation, query) : undefined;
}

/** Rows: every column that a request names must be visible, and what cannot be read is refused. */
function guardRows(view: View, operation: Operation, query: string): VisibilityRefusal | undefined {
  const hasRows = Object.values(operation.responses).some((shape) => rowClasses.test(shape?.class ?? ""));
  if (!hasRows) return undefined;
  if (operation.group.kind === "agent")
    return uncheckable("The caller may see some columns only, and the operation takes columns as data.");
  for (const [name, value] of new URLSearchParams(query)) {
    const columns = columnsOf(name.toLowerCase(), value);
    if (columns === undefined)
      return uncheckable(`The caller may see some columns only, and ${name} cannot be read.`);
    const hidden = columns.find((column) => view.hidesColumn(column));
    if (hidden !== undefined) return hiddenAt("query", hidden, { parameter: name });
  }
  return undefined;
}

function columnsOf(name: string, value: string): readonly string[] | undefined {
  if (name === "$select" || name === "$orderby") {
    const read = name === "$select" ? parseColumns(value) : parseOrderBy(value);
    return read.ok ? read.value.map(({ column }) => column) : undefined;
  }
  if (name !== "$filter") return [];
  const columns: string[] = [];
  const read = parseFilter(value);
  if (!read.ok) return undefined;
  const visit = (node: Exclude<typeof read.value, null | undefined>): void => {
    if (node.kind === "criterion") columns.push(node.column);
    else if (node.kind === "group") visit(node.term);
    else node.terms.forEach(visit);
  };
  if (read.value) visit(read.value);
  return columns;
}

/**
 * The query that goes upstream: an entity that has hidden properties is asked for the others, unless the caller says itself
 * which ones it wants.
 */
export function narrowedQuery(view: View, operation: Operation, query: string): string {
  if (operation.method !== "GET" || !operation.parameters.some(({ name }) => name === "$select"))
    return query;
  const names = [...new URLSearchParams(query).keys()];
  if (names.some((name) => name.toLowerCase() === "$select")) return query;
  const className = operation.responses["200"]?.class;
  const shape = className === undefined ? undefined : view.shapes.classes[className];
  if (className === undefined || shape === undefined || rowClasses.test(className)) return query;
  const hidden = view.hiddenOf(className);
  if (hidden.length === 0) return query;
  const visible = Object.values(shape).map(({ name }) => name);
  const select = formatSelect(visible.filter((name) => !hidden.includes(name) && !name.startsWith("_")));
  return `${query === "" ? "?" : `${query}&`}$select=${encodeURIComponent(select)}`;
}
