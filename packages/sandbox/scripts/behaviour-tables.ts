import { readdirSync, readFileSync } from "node:fs";

/** One row of a table in behaviours/. */
export interface Behaviour {
  /** File and line. */
  readonly place: string;
  readonly file: string;
  readonly says: string;
  readonly operations: string;
  readonly source: string;
  readonly test: string;
}

/** Pages that are written from the tables, and so hold none of their own. */
const WRITTEN: readonly string[] = ["README.md", "unknown.md"];

/** Every behaviour, by file and line. */
export function readBehaviours(folder: URL): readonly Behaviour[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".md") && !WRITTEN.includes(file))
    .sort()
    .flatMap((file) => rowsOf(file, readFileSync(new URL(file, folder), "utf8")));
}

/** The heading of a file of behaviours. */
export function titleOf(folder: URL, file: string): string {
  return /^# (.*)$/m.exec(readFileSync(new URL(file, folder), "utf8"))?.[1] ?? file;
}

/** The operations that a behaviour names by id. */
export function operationIdsOf({ operations }: Behaviour): readonly string[] {
  return operations.match(/v1\w+/g) ?? [];
}

/** Whether some of it is the sandbox's own choice, since no source says it. */
export function isUnknown({ says }: Behaviour): boolean {
  return says.includes("Unknown:");
}

function rowsOf(file: string, text: string): Behaviour[] {
  return text.split("\n").flatMap((line, index) => {
    if (!line.startsWith("|") || /^\|[\s:|-]+\|$/.test(line) || /^\|\s*Behaviour\s*\|/.test(line)) return [];
    const cells = line
      .slice(1, line.lastIndexOf("|"))
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim().replaceAll("\\|", "|"));
    const [says = "", operations = "", source = "", title = ""] = cells;
    const test = title.replace(/^`(.*)`$/, "$1");
    return [{ place: `${file}:${index + 1}`, file, says, operations, source, test }];
  });
}
