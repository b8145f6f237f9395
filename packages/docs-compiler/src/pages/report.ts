import type { Diagnostic } from "../diagnostic.ts";
import { losesAbsence, losesFacts, type PageDiagnosticCode } from "./diagnostic-codes.ts";

/** Collects what is wrong with a page. */
export interface Report {
  (line: number, code: PageDiagnosticCode, message: string): void;
  /** True once something was reported that may have cost facts of this part. */
  readonly broken: () => boolean;
  /** True once something was reported that makes it uncertain whether what is absent was ever there. */
  readonly torn: () => boolean;
  /** A report of a part: it passes everything on, and knows only of its own part whether it is broken. */
  readonly part: () => Report;
}

const reportTo = (pass: (line: number, code: PageDiagnosticCode, message: string) => void): Report => {
  let broken = false;
  let torn = false;
  const report = (line: number, code: PageDiagnosticCode, message: string): void => {
    broken ||= losesFacts(code);
    torn ||= losesAbsence(code);
    pass(line, code, message);
  };
  return Object.assign(report, {
    broken: () => broken,
    torn: () => torn,
    part: () => reportTo(report),
  });
};

/** A report for one file that fills `diagnostics`. */
export const createReport = (file: string, diagnostics: Diagnostic[]): Report =>
  reportTo((line, code, message) => {
    diagnostics.push({ file, line, code, message });
  });
