import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Diagnostic } from "../diagnostic.ts";

/** A line of the reference that an overlay names as its evidence. */
export interface Citation {
  /** File of the overlay below the contract folder, `overlays/enums.yaml`. */
  readonly file: string;
  /** Line of the overlay's action. */
  readonly line: number;
  /** One of the action's `x-evidence`: `seeds/a.txt:65`, or a range, `seeds/a.txt:65-67`. */
  readonly text: string;
}

/**
 * What the citations say that the reference does not have: a correction rests on lines that anybody can look up, or on nothing.
 * A folder that is missing altogether is no fault, since a reference can be a part of the whole one.
 *
 * @param referenceDir - folder with agent/, rest/, seeds/, soap/ and wsdl/, or some of them.
 * @returns a diagnostic `evidence-missing`, at the action, for each that cannot be looked up.
 */
export function checkCitations(citations: readonly Citation[], referenceDir: string): Diagnostic[] {
  const texts = new Map<string, readonly string[] | undefined>();
  const linesOf = (name: string): readonly string[] | undefined => {
    if (!texts.has(name)) texts.set(name, readLines(join(referenceDir, name)));
    return texts.get(name);
  };
  return citations.flatMap(({ file, line, text }) => {
    const [, name, first, last = first] = /^(.+?):(\d+)(?:-(\d+))?$/.exec(text) ?? [];
    const missing = (message: string): Diagnostic[] => [{ file, line, code: "evidence-missing", message }];
    if (name === undefined)
      return missing(`x-evidence ${text} is no file and line, seeds/a.txt:65 for example`);
    if (!existsSync(join(referenceDir, dirname(name)))) return [];
    const lines = linesOf(name);
    if (lines === undefined) return missing(`x-evidence ${text}: the reference has no such file`);
    const cited = lines.slice(Number(first) - 1, Number(last));
    if (cited.some((words) => words.trim() !== "")) return [];
    return missing(`x-evidence ${text}: nothing stands there; the file has ${lines.length} lines`);
  });
}

function readLines(path: string): readonly string[] | undefined {
  if (!existsSync(path)) return undefined;
  return readFileSync(path, "utf8").trimEnd().split("\n");
}
