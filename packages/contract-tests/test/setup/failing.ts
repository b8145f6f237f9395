import { startRecorder } from "@so-webapi/contract-kit/servers";
import { afterAll, beforeAll } from "vitest";
import type { CheckId } from "../../src/checks/check.ts";
import type { CompiledFiles } from "../../src/checks/types.ts";
import { columnsOf, type Subjects } from "../../src/matrix/columns.ts";
import { compiledFiles, noLab, pureSubjects, samples } from "./subjects.ts";

export interface UseSubjectsOptions {
  /** Run the compiler. Default false: every file passes, for tests that look at other columns. */
  readonly types?: boolean;
}

/** The repository's own subjects, without proxies, for tests that replace one of them by a broken one. */
export function useSubjects({ types: needsTypes = false }: UseSubjectsOptions = {}): () => Subjects {
  let subjects: Subjects | undefined;
  beforeAll(async () => {
    const [types, recorder] = await Promise.all([needsTypes ? compiledFiles() : noFiles, startRecorder()]);
    subjects = { ...pureSubjects(), types, recorder, lab: noLab };
  });
  afterAll(() => subjects?.recorder.close());
  return () => {
    if (subjects === undefined) throw new RangeError("the subjects are made before the first test");
    return subjects;
  };
}

const noFiles: CompiledFiles = { samples: [], mustFail: [], read: () => undefined };

/** The columns that take milliseconds: no proxy, and no comparison of thousands of verdicts. */
export const quick = (id: CheckId): boolean => !id.startsWith("proxy.") && id !== "validators.agree";

/** Columns that fail for any sample, in the order of the alphabet. Columns that are not wanted do not run. */
export async function failing(
  subjects: Subjects,
  wanted: (id: CheckId) => boolean = (id) => !id.startsWith("proxy."),
): Promise<CheckId[]> {
  const failed = new Set<CheckId>();
  for (const { id, run, appliesTo } of columnsOf(subjects)) {
    if (!wanted(id)) continue;
    for (const sample of samples.filter(appliesTo)) {
      if (!(await run(sample)).ok) failed.add(id);
    }
  }
  return [...failed].sort();
}

/** The first object of a body. */
export const firstObject = (value: unknown): Record<string, unknown> =>
  (Array.isArray(value) ? value[0] : value) as Record<string, unknown>;
