import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Diagnostic } from "../diagnostic.ts";
import { joinPages, type Pages } from "./join-pages.ts";
import type { Page } from "./model.ts";
import { parsePage } from "./parse-page.ts";

/** Folders of a reference folder that hold pages of this kind, each a release of its own. */
export const releases = ["agent", "rest", "seeds"] as const;

export type Release = (typeof releases)[number];

/** A page's file, before it is read. */
export interface PageFile {
  readonly release: Release;
  /** Folder within the release, which is the tag; empty for seeds and a release's own pages. */
  readonly folder: string;
  /** Path below the reference folder, with slashes. */
  readonly file: string;
}

/** One page of a reference folder. */
export interface ReadPage extends PageFile {
  readonly page: Page | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const isPageName = (name: string): boolean => /\.(?:md|txt)$/.test(name) || name === "toc.yml";

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const listFiles = (dir: string): readonly string[] => {
  try {
    return readdirSync(dir, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
};

/**
 * Lists the pages below `agent/`, `rest/` and `seeds/` in an order that does not depend on the file system.
 * A folder that is missing has no pages: five seeds alone are a reference too.
 */
export const listPages = (dir: string): readonly PageFile[] =>
  releases.flatMap((release) =>
    listFiles(join(dir, release))
      .filter((path) => isPageName(path.slice(path.lastIndexOf("/") + 1)))
      .sort(byName)
      .map((path) => ({
        release,
        folder: path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "",
        file: `${release}/${path}`,
      })),
  );

/**
 * Reads pages one after the other, so that a caller can show progress and keep of each what it needs.
 *
 * @param files - Default: all of `listPages(dir)`.
 */
export const walkPages = async function* (
  dir: string,
  files: readonly PageFile[] = listPages(dir),
): AsyncGenerator<ReadPage, void, undefined> {
  for (const [index, entry] of files.entries()) {
    // Reading is synchronous, which is faster for small files; timers and signals get their turn in between.
    if (index % 64 === 63) await setImmediate();
    yield { ...entry, ...parsePage(entry.file, readFileSync(join(dir, entry.file), "utf8")) };
  }
};

export interface ReadPagesOptions {
  /** Called after each page. Default: nothing. */
  readonly onPage?: (page: ReadPage, done: number, total: number) => void;
  /** Reads only these. Checks of pages against each other see only them too. Default: all. */
  readonly files?: readonly PageFile[];
}

/**
 * Reads all pages of a reference folder and holds them against each other.
 *
 * @example
 * ```ts
 * const { operations, diagnostics } = await readPages("reference");
 * const current = operations.filter(({ supersededBy }) => supersededBy === undefined);
 * ```
 */
export const readPages = async (dir: string, options: ReadPagesOptions = {}): Promise<Pages> => {
  const files = options.files ?? listPages(dir);
  const pages: ReadPage[] = [];
  for await (const page of walkPages(dir, files)) {
    pages.push(page);
    options.onPage?.(page, pages.length, files.length);
  }
  return joinPages(pages);
};
