import type { OperationPage, PageRow } from "../pages/model.ts";
import type { ClassFacts, OperationFact } from "../wsdl/facts.ts";
import { fromWsdl, type TypeRef } from "./type-ref.ts";

/** How the class of a table without a name was found. */
export type IdentityRule =
  /** The operation that the page describes or says it calls answers it at this place. */
  | "position"
  /** A page of the same folder answers a class of that name with the same table. */
  | "folder-entity"
  /** It is the only class of all with these properties in this order. */
  | "only-class-with-table";

export interface Identity {
  readonly name: string;
  readonly rule: IdentityRule;
}

/** Finds the class of a table that has no name. Undefined where no rule gives exactly one. */
export type IdentifyClass = (
  page: OperationPage,
  rows: readonly PageRow[],
  service: OperationFact | undefined,
) => Identity | undefined;

const keyOf = (names: readonly string[]): string => names.join("\n");

/** The rules in the order of their weight. `except` leaves one out, to measure the others by it. */
export function classIdentifier(
  facts: ClassFacts,
  pages: readonly OperationPage[],
  except: ReadonlySet<IdentityRule> = new Set(),
): IdentifyClass {
  const byTable = new Map<string, string[]>();
  for (const { name, properties } of facts.classes.values()) {
    const own = properties.filter(({ declaredBy }) => declaredBy !== "Carrier");
    const carried = properties.filter(({ declaredBy }) => declaredBy === "Carrier");
    const key = keyOf([...own, ...carried].map((property) => property.name));
    byTable.set(key, [...(byTable.get(key) ?? []), name]);
  }
  const byFolder = new Map<string, Set<string>>();
  for (const { file, response } of pages) {
    if (response?.form !== "named" || response.rows.length === 0 || response.leakedName) continue;
    const key = `${folderOf(file)}\n${keyOf(response.rows.map((row) => row.name))}`;
    byFolder.set(key, (byFolder.get(key) ?? new Set()).add(response.bodyType));
  }
  const classIn = (type: TypeRef | undefined): string | undefined => {
    if (type?.kind === "class") return type.name;
    return type?.kind === "array" || type?.kind === "dictionary" ? classIn(type.of) : undefined;
  };
  const answered = (fact: OperationFact | undefined): string | undefined =>
    fact?.result === undefined ? undefined : classIn(fromWsdl(fact.result.type));
  const declares = (name: string, rows: readonly PageRow[]): boolean => {
    const known = new Set(facts.classes.get(name)?.properties.map((property) => property.name));
    return rows.every((row) => known.has(row.name) || row.name === "_Links");
  };

  return (page, rows, service) => {
    const rules: Readonly<Record<IdentityRule, () => string | undefined>> = {
      position: () => {
        const name = answered(service);
        return name !== undefined && (page.kind === "agent" || declares(name, rows)) ? name : undefined;
      },
      "folder-entity": () =>
        only([...(byFolder.get(`${folderOf(page.file)}\n${keyOf(rows.map((row) => row.name))}`) ?? [])]),
      "only-class-with-table": () => only(byTable.get(keyOf(rows.map((row) => row.name))) ?? []),
    };
    for (const rule of Object.keys(rules) as IdentityRule[]) {
      if (except.has(rule)) continue;
      const name = rules[rule]();
      if (name !== undefined) return { name, rule };
    }
    return undefined;
  };
}

const only = (names: readonly string[]): string | undefined => (names.length === 1 ? names[0] : undefined);
const folderOf = (file: string): string => file.slice(0, file.lastIndexOf("/"));
