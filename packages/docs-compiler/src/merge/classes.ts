import type { PageRow } from "../pages/model.ts";
import type { ClassFacts } from "../wsdl/facts.ts";
import type { TypeFact } from "./evidence.ts";
import { baseOfLinks } from "./links.ts";
import { resolveType } from "./resolve-type.ts";
import type { ClassTables } from "./tables.ts";

export interface PropertyModel {
  readonly name: string;
  readonly fact: TypeFact;
  /** No request table lists it: TableRight, FieldProperties, `_Links`. */
  readonly readOnly: boolean;
  readonly mdoList?: string;
  readonly utc?: true;
  readonly deprecated?: true;
  readonly replacedBy?: string;
}

/** A class after merging. */
export interface ClassModel {
  readonly name: string;
  /** `file:line` of the page's table, then of the WSDL's class. */
  readonly sources: readonly string[];
  /** The page's order where a page has a table, else the WSDL's with the base class last. */
  readonly properties: readonly PropertyModel[];
  /** Properties that the WSDL has and the page's table has not: the page says what exists. */
  readonly soapOnly: readonly string[];
}

/** What answers have and no request table lists. */
export const readOnlyNames: ReadonlySet<string> = new Set(["TableRight", "FieldProperties", "_Links"]);

/** Merges one class from its tables and its WSDL declaration; undefined where neither is there. */
export function mergeClass(name: string, tables: ClassTables, facts: ClassFacts): ClassModel | undefined {
  const table = tables.get(name)?.[0];
  const declared = facts.classes.get(name) ?? facts.classes.get(baseOfLinks(name));
  if (table === undefined && declared === undefined) return undefined;
  const isClass = (other: string): boolean => tables.has(other) || facts.classes.has(other);
  const own = declared?.properties ?? [];
  const carried = (property: { readonly declaredBy: string }): boolean => property.declaredBy === "Carrier";
  const ordered = [...own.filter((property) => !carried(property)), ...own.filter(carried)];
  const rows: readonly (PageRow | undefined)[] = table?.rows ?? [];
  const names =
    table === undefined ? ordered.map((property) => property.name) : table.rows.map((row) => row.name);

  const properties = names.map((property, index): PropertyModel => {
    const row = rows[index];
    const fact = resolveType({
      subject: `${name}.${property}`,
      name: property,
      pages:
        row?.type === undefined || table === undefined
          ? []
          : [{ word: row.type, source: `${table.file}:${row.line}` }],
      wsdl: own.find((candidate) => candidate.name === property),
      isClass,
    });
    return {
      name: property,
      fact,
      readOnly: readOnlyNames.has(property),
      ...(row?.mdoList === undefined ? {} : { mdoList: row.mdoList }),
      ...(row?.utc === undefined ? {} : { utc: row.utc }),
      ...(row?.deprecated === undefined ? {} : { deprecated: row.deprecated }),
      ...(row?.replacedBy === undefined ? {} : { replacedBy: row.replacedBy }),
    };
  });
  return {
    name,
    sources: [
      ...(table === undefined ? [] : [`${table.file}:${table.line}`]),
      ...(declared === undefined ? [] : [`${declared.file}:${declared.line}`]),
    ],
    properties,
    soapOnly:
      table === undefined
        ? []
        : own.map((property) => property.name).filter((property) => !names.includes(property)),
  };
}
