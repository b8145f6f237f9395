import type { Diagnostic } from "../diagnostic.ts";
import type { PageDiagnosticCode } from "./diagnostic-codes.ts";
import type { IndexPage, Method, OperationPage } from "./model.ts";
import type { ReadPage, Release } from "./read-pages.ts";

/** An operation page and where it stands. */
export interface ReadOperation {
  readonly release: Release;
  /** The tag; empty for a seed. */
  readonly folder: string;
  readonly page: OperationPage;
  /** File of the seed that describes the same operation in another release and takes precedence. */
  readonly supersededBy?: string;
}

/** Pages of one release with one method and path that differ only in the names of their parameters. */
export interface Collision {
  readonly method: Method;
  /** With `{}` in place of each parameter. */
  readonly path: string;
  readonly files: readonly string[];
}

/** What a reference folder says, page by page. */
export interface Pages {
  /** By release and file; superseded pages are still there. */
  readonly operations: readonly ReadOperation[];
  readonly indexes: readonly IndexPage[];
  readonly collisions: readonly Collision[];
  /** Of each page, and of pages against each other, by file and line. */
  readonly diagnostics: readonly Diagnostic[];
  /** Files of any release, by what they turned out to be. */
  readonly counts: Readonly<Record<Release, PageCounts>>;
}

export interface PageCounts {
  readonly pages: number;
  readonly operations: number;
  readonly indexes: number;
  readonly others: number;
  /** Pages of which not even the identity is certain. */
  readonly unread: number;
}

type Add = (file: string, line: number, code: PageDiagnosticCode, message: string) => void;

const groupBy = <Item>(items: readonly Item[], key: (item: Item) => string): readonly (readonly Item[])[] => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return [...groups.values()];
};

const checkUids = (operations: readonly ReadOperation[], add: Add): void => {
  for (const [first, ...more] of groupBy(operations, ({ release, page }) => `${release} ${page.uid}`)) {
    for (const { page } of more) {
      add(page.file, page.uidLine, "duplicate-uid", `${page.uid} is also the uid of ${first?.page.file}`);
    }
  }
};

const anyParameter = (path: string): string => path.replace(/\{[^}]*\}/g, "{}").toLowerCase();

const findCollisions = (operations: readonly ReadOperation[], add: Add): readonly Collision[] => {
  const collisions: Collision[] = [];
  const key = ({ release, page: { operation } }: ReadOperation) =>
    `${release} ${operation.method} ${anyParameter(operation.path)}`;
  for (const group of groupBy(operations, key)) {
    const [first, ...more] = group;
    if (first === undefined || more.length === 0) continue;
    const seen = new Map([[first.page.operation.path, first.page.file]]);
    for (const { page } of more) {
      const { path, line } = page.operation;
      const same = seen.get(path);
      if (same !== undefined) add(page.file, line, "duplicate-operation", `${same} describes it too`);
      else seen.set(path, page.file);
    }
    if (seen.size > 1) {
      const { method, path } = first.page.operation;
      collisions.push({ method, path: path.replace(/\{[^}]*\}/g, "{}"), files: [...seen.values()] });
    }
  }
  return collisions;
};

const folderOf = (file: string): string => file.slice(0, file.lastIndexOf("/"));

/** An index lists the pages of its folder, so a page that was lost or never listed shows. */
const checkIndexes = (pages: readonly ReadPage[], add: Add): void => {
  const files = new Set(pages.map(({ file }) => file));
  const indexes = new Map<string, IndexPage>();
  for (const { page } of pages) if (page?.page === "index") indexes.set(folderOf(page.file), page);
  const listed = new Set<string>();
  for (const [folder, index] of indexes) {
    for (const { target, line } of index.links) {
      listed.add(`${folder}/${target}`);
      if (!files.has(`${folder}/${target}`)) add(index.file, line, "index-lists-no-page", target);
    }
  }
  for (const { file, page } of pages) {
    const index = indexes.get(folderOf(file));
    if (page?.page !== "operation" || index === undefined || listed.has(file)) continue;
    add(file, 1, "page-not-listed", `${index.file} does not list it`);
  }
};

const count = (pages: readonly ReadPage[], release: Release): PageCounts => {
  const own = pages.filter((page) => page.release === release);
  const of = (kind: string | undefined) => own.filter(({ page }) => page?.page === kind).length;
  return {
    pages: own.length,
    operations: of("operation"),
    indexes: of("index"),
    others: of("other"),
    unread: of(undefined),
  };
};

const byPlace = (a: Diagnostic, b: Diagnostic): number =>
  a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1;

/**
 * Holds pages against each other: uids, operations, indexes. A seed's operation takes precedence over the page
 * of the same uid in another release; that page is marked, not removed.
 *
 * @param pages - In the order of `listPages`. Pages that were not read cannot be missed or listed, so `--only`
 *   should pass whole folders.
 */
export const joinPages = (pages: readonly ReadPage[]): Pages => {
  const diagnostics = pages.flatMap((page) => page.diagnostics);
  const add: Add = (file, line, code, message) => diagnostics.push({ file, line, code, message });
  const seeds = new Map<string, string>();
  for (const { release, page } of pages) {
    if (release === "seeds" && page?.page === "operation") seeds.set(page.uid, page.file);
  }
  const operations = pages.flatMap(({ release, folder, page }): readonly ReadOperation[] => {
    if (page?.page !== "operation") return [];
    const supersededBy = release === "seeds" ? undefined : seeds.get(page.uid);
    return [{ release, folder, page, ...(supersededBy === undefined ? {} : { supersededBy }) }];
  });
  checkUids(operations, add);
  checkIndexes(pages, add);
  const collisions = findCollisions(operations, add);
  return {
    operations,
    indexes: pages.flatMap(({ page }) => (page?.page === "index" ? [page] : [])),
    collisions,
    diagnostics: diagnostics.sort(byPlace),
    counts: { agent: count(pages, "agent"), rest: count(pages, "rest"), seeds: count(pages, "seeds") },
  };
};
