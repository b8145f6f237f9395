import { readText } from "./repository.ts";

/** What a benchmark said, as `npm run bench -- --json` keeps it, and where its figures come from. */
export interface BenchmarkModel {
  readonly name: string;
  readonly date: string;
  readonly machine: string;
  readonly system: string;
  readonly node: string;
  readonly commit: string;
  readonly hasLocalChanges: boolean;
  /** Processes that wanted a core before and after. */
  readonly loadBefore: number;
  readonly loadAfter: number;
  readonly options: { readonly rounds: number; readonly seconds: number; readonly connections: number };
  readonly parts: readonly (
    | { readonly text: string }
    | {
        readonly head: readonly string[];
        readonly rows: readonly (readonly (string | number)[])[];
        /** What each round measured, by row. */
        readonly rounds?: readonly unknown[];
      }
  )[];
}

/** Reads the figures that are committed. */
export const readBenchmarks = (): BenchmarkModel[] =>
  JSON.parse(readText("bench/results.json")) as BenchmarkModel[];
