import type { Diagnostic } from "../diagnostic.ts";
import type { OperationPage, Page } from "./model.ts";

/** One page of a reference folder. */
export interface ReadPage {
  /** `agent`, `rest` or `seeds`. */
  readonly release: string;
  /** Folder within the release, which is the tag; empty for seeds. */
  readonly folder: string;
  readonly file: string;
  readonly page: Page | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** An operation page; one that a seed describes too names the seed's file. */
export interface ReadOperation {
  readonly release: string;
  readonly folder: string;
  readonly page: OperationPage;
  readonly supersededBy?: string;
}

/** Two or more pages with one method and path that differ only in the parameter. */
export interface Collision {
  readonly method: string;
  /** With `{}` in place of each parameter. */
  readonly path: string;
  readonly files: readonly string[];
}

export interface Pages {
  readonly operations: readonly ReadOperation[];
  readonly collisions: readonly Collision[];
  /** Of all pages, and of pages against each other, by file and line. */
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: {
    readonly pages: number;
    readonly operations: number;
    readonly indexes: number;
    readonly others: number;
  };
}
