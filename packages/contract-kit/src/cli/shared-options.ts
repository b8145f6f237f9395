import { type AddCommand, UsageError } from "@so-webapi/command-line";
import { parseReport, type ReportRequest } from "./reports.ts";
import { readValues } from "./target-options.ts";

type Command = Parameters<AddCommand<never, never>>[0];

/** Flags that several commands have. */
export interface SpecFlags {
  readonly spec?: string;
}
export interface ProgressFlags {
  readonly progress: boolean;
}
export interface ReportFlags extends ProgressFlags {
  readonly report?: readonly ReportRequest[];
}
export interface SendingFlags {
  readonly values?: string;
  readonly runs: number;
  readonly seed?: number;
  readonly deadline: number;
  readonly timeout: number;
}

export const withSpec = (command: Command): Command =>
  command.option("--spec <file>", "an OpenAPI 3.1 file in place of the packed contract");

export const withProgress = (command: Command): Command =>
  command.option("--no-progress", "no progress on standard error");

/** Collects what an option says as often as it stands. */
export const collected =
  <Value>(read: (text: string) => Value) =>
  (text: string, before: readonly Value[] = []): readonly Value[] => [...before, read(text)];

export const withReports = (command: Command): Command =>
  withProgress(
    command.option(
      "--report <format=file>",
      "text, json, junit, sarif, html; repeatable",
      collected(parseReport),
    ),
  );

/** Headers that hold credentials. They are no arguments: those stand in the list of processes and in logs of CI. */
export const withCredentials = (command: Command): Command =>
  command
    .option(
      "--header-env <header=VARIABLE...>",
      "a header whose value stands in a variable: Authorization=SO_AUTHORIZATION",
    )
    .option("--header-file <file>", "a file of headers, a line each: Authorization: Bearer …");

/** How requests are made and sent; the words that differ are the command's own. */
export const withSending = (
  command: Command,
  { runs, deadline, timeout }: Readonly<Record<"deadline" | "runs" | "timeout", readonly [string, number]>>,
): Command =>
  command
    .option("--values <file>", "ids that the server has, YAML or JSON: contactId: [5, 6]")
    .option("--runs <number>", runs[0], wholeNumber("--runs"), runs[1])
    .option("--seed <number>", "makes the requests of an earlier run again", wholeNumber("--seed", 0))
    .option("--deadline <seconds>", deadline[0], wholeNumber("--deadline"), deadline[1])
    .option("--timeout <ms>", timeout[0], wholeNumber("--timeout"), timeout[1]);

/** What these flags say to a run. */
export const sendingOf = ({ runs, seed, deadline, values }: SendingFlags) => ({
  runs,
  deadlineMs: deadline * 1000,
  ...(seed === undefined ? {} : { seed }),
  ...(values === undefined ? {} : { values: readValues(values) }),
});

/** A whole number of an option. */
export const wholeNumber =
  (option: string, least = 1, most = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    if (!/^\d{1,15}$/.test(text) || Number(text) < least || Number(text) > most)
      throw new UsageError(
        `${option} ${text}: give a whole number ${most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `of ${least} to ${most}`}`,
      );
    return Number(text);
  };
