import { existsSync, readFileSync } from "node:fs";
import { isMap, isSeq, LineCounter, parseDocument } from "yaml";
import type { Diagnostic } from "../diagnostic.ts";

/** A diagnostic that people know of and live with. */
export interface AcceptedDiagnostic {
  /** `file:line` as the diagnostic has it. */
  readonly at: string;
  readonly code: string;
  readonly reason: string;
  /** Line of the record itself. */
  readonly line: number;
}

export interface Acceptance {
  /** Not recorded: these fail a run. */
  readonly fresh: readonly Diagnostic[];
  readonly accepted: readonly Diagnostic[];
  /** Records that no diagnostic needs any more, and records without a reason: these fail a run too. */
  readonly stale: readonly Diagnostic[];
}

/** Reads the records; a file that is not there accepts nothing. */
export function readAccepted(file: string): {
  readonly records: readonly AcceptedDiagnostic[];
  readonly diagnostics: readonly Diagnostic[];
} {
  if (!existsSync(file)) return { records: [], diagnostics: [] };
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: lines });
  const records: AcceptedDiagnostic[] = [];
  const diagnostics: Diagnostic[] = [];
  const list = document.contents;
  const report = (line: number, message: string): void => {
    diagnostics.push({ file, line, code: "bad-acceptance", message });
  };
  if (document.errors.length > 0) report(1, document.errors[0]?.message.split("\n")[0] ?? "not YAML");
  else if (list !== null && !isSeq(list)) report(1, "is no list");
  for (const node of isSeq(list) ? list.items : []) {
    const line = lines.linePos((isMap(node) ? node.range?.[0] : 0) ?? 0).line;
    const text = (key: string): string => {
      const value: unknown = isMap(node) ? node.get(key) : undefined;
      return typeof value === "string" ? value.trim() : "";
    };
    const record = { at: text("at"), code: text("code"), reason: text("reason"), line };
    if (record.at !== "" && record.code !== "" && record.reason !== "") records.push(record);
    else report(line, "a record needs at, code and reason");
  }
  return { records, diagnostics };
}

const keyOf = (at: string, code: string): string => `${at} ${code}`;

/**
 * Holds diagnostics against the records. A run over a part of the sources, of some groups or of the seeds alone, does not
 * say that a record is stale: pass `partial`.
 */
export function compareAccepted(
  diagnostics: readonly Diagnostic[],
  file: string,
  records: readonly AcceptedDiagnostic[],
  partial = false,
): Acceptance {
  const known = new Map(records.map((record) => [keyOf(record.at, record.code), record]));
  const used = new Set<AcceptedDiagnostic>();
  const fresh: Diagnostic[] = [];
  const accepted: Diagnostic[] = [];
  for (const diagnostic of diagnostics) {
    const record = known.get(keyOf(`${diagnostic.file}:${diagnostic.line}`, diagnostic.code));
    if (record === undefined) fresh.push(diagnostic);
    else {
      used.add(record);
      accepted.push(diagnostic);
    }
  }
  const stale = partial ? [] : records.filter((record) => !used.has(record));
  return {
    fresh,
    accepted,
    stale: stale.map(({ at, code, line }) => ({
      file,
      line,
      code: "stale-acceptance",
      message: `nothing reports ${code} at ${at} any more`,
    })),
  };
}
