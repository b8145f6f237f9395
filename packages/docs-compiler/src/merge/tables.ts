import type { Diagnostic } from "../diagnostic.ts";
import type { OperationPage, PageRow } from "../pages/model.ts";
import type { IdentifyClass, IdentityRule } from "./identify-class.ts";
import { baseOfLinks, type FindService } from "./links.ts";
import { leakedNames } from "./page-word.ts";

/** A table of properties as one page prints it. */
export interface ClassTable {
  readonly file: string;
  readonly line: number;
  readonly rows: readonly PageRow[];
}

/** The tables of every class that any page shows, by its name, in the order of the pages. */
export type ClassTables = ReadonlyMap<string, readonly ClassTable[]>;

/** How the classes of one run are found: operations of the SOAP side, and classes of tables without a name. */
export interface Finders {
  readonly service: FindService;
  readonly identify: IdentifyClass;
}

/** Collects what pages print under the name of a class, named or found. */
export function collectTables(pages: readonly OperationPage[], find: Finders): ClassTables {
  const tables = new Map<string, ClassTable[]>();
  for (const page of pages) {
    const { response } = page;
    const found = responseClass(page, find);
    if (response === undefined || found === undefined) continue;
    const table = { file: page.file, line: response.bodyLine, rows: response.rows };
    tables.set(found.name, [...(tables.get(found.name) ?? []), table]);
  }
  return tables;
}

/** Class of an answer's body, of its elements or values; `own` where it is known by this operation alone. */
export interface ResponseClass {
  readonly name: string;
  readonly rule: IdentityRule | "named" | "own";
}

/** The class of an answer that has a table; undefined where it has none. */
export function responseClass(page: OperationPage, find: Finders): ResponseClass | undefined {
  const { response } = page;
  if (response === undefined || response.rows.length === 0) return undefined;
  const isNamed = response.form === "named" || response.form === "odata";
  if (isNamed && !isLeaked(response.bodyType)) return { name: response.bodyType, rule: "named" };
  const identity = find.identify(page, response.rows, find.service(page));
  return (
    identity ?? {
      name: `${page.uid.replace(/^v1/, "").replace("_", "")}${isNamed ? "Result" : "Item"}`,
      rule: "own",
    }
  );
}

const isLeaked = (name: string): boolean => leakedNames.has(name) && baseOfLinks(name) === name;

/** Reports tables of one class that differ, leaked names apart: the first one rules. */
export function compareTables(tables: ClassTables): Diagnostic[] {
  return [...tables].flatMap(([name, [first, ...others]]) =>
    others.flatMap((other): Diagnostic[] => {
      const [a, b] = [first, other].map((table) =>
        (table?.rows ?? [])
          .map((row) => `${row.name}: ${leakedNames.has(row.type ?? "") ? "leaked" : row.type}`)
          .join("\n"),
      );
      if (a === b) return [];
      const message = `the table of ${name} differs from the one at ${first?.file}:${first?.line}`;
      return [{ file: other.file, line: other.line, code: "class-tables-differ", message }];
    }),
  );
}
