import { type Outcome, outcome } from "@so-webapi/contract-kit/checks";
import type { Direction, Sample } from "@so-webapi/contract-kit/samples";
import type { Diagnostic } from "../types/compile.ts";
import { wrongMark } from "../types/must-fail.ts";

/** What the compiler said of the generated files, and their text. */
export interface CompiledFiles {
  /** Errors of the project with the files that must compile. */
  readonly samples: readonly Diagnostic[];
  /** Errors of the project with the files in which marked lines must not compile. */
  readonly mustFail: readonly Diagnostic[];
  /** The text of a generated file; undefined where it is not there. */
  readonly read: (file: string) => string | undefined;
}

/** Where the generator writes the files of one half of a sample. */
const generatedFile = (
  folder: "samples" | "must-fail",
  { operationId }: Sample,
  direction: Direction,
): string => `src/generated/${folder}/${operationId}.${direction}.ts`;

/**
 * `types.request` and `types.response`: the sample's literal compiles against the generated type, and in its twin
 * the compiler refuses every marked line and no other.
 */
export function typesHold(files: CompiledFiles, sample: Sample, direction: Direction): Outcome {
  const good = generatedFile("samples", sample, direction);
  const bad = generatedFile("must-fail", sample, direction);
  const text = files.read(bad);
  if (files.read(good) === undefined || text === undefined)
    return outcome([`${good} or its twin was not generated`]);
  const errors = files.samples.filter(({ file }) => file === good);
  return outcome([
    ...errors.map(({ line, code, message }) => `line ${line}: ${code} ${message}`),
    ...lineProblems(
      text,
      files.mustFail.filter(({ file }) => file === bad),
    ),
  ]);
}

/** Lines that are marked and compile, and lines that do not compile without a mark. At least one must be marked. */
export function lineProblems(text: string, errors: readonly Diagnostic[]): string[] {
  const lines = text.split("\n");
  const refused = new Set(errors.map(({ line }) => line));
  const marked = new Set(lines.flatMap((line, index) => (line.includes(wrongMark) ? [index + 1] : [])));
  const comment = (line: number): string => lines[line - 1]?.split(wrongMark)[1] ?? "";
  return [
    ...(marked.size === 0 ? ["no line is marked as wrong"] : []),
    ...[...marked]
      .filter((line) => !refused.has(line))
      .map((line) => `line ${line} compiles although it is wrong: ${comment(line)}`),
    ...errors
      .filter(({ line }) => !marked.has(line))
      .map(({ line, code, message }) => `line ${line}: ${code} ${message}`),
  ];
}
