import type { Diagnostic } from "../diagnostic.ts";
import { parseWsdl } from "../wsdl/parse-wsdl.ts";
import { assembleVersion } from "../wsdl/read-versions.ts";
import { readWsdlSource, readWsdls, type WsdlLocation } from "../wsdl/read-wsdls.ts";
import { compareSides, type ParityRow } from "./compare-sides.ts";
import { describeVersion } from "./describe.ts";
import { formatParityRow } from "./format-parity.ts";
import { soapSide } from "./parity-side.ts";

/** A superseded WSDL against the one that counts. */
export interface WsdlComparison {
  readonly winner: WsdlLocation;
  readonly superseded: WsdlLocation;
  /** From the superseded one to the one that counts. */
  readonly rows: readonly ParityRow[];
  /**
   * `same`, `newer` where the one that counts only adds, `older` where the superseded one only adds and should have
   * counted, `mixed` where each has something of its own.
   */
  readonly verdict: "same" | "newer" | "older" | "mixed";
}

const verdictOf = (rows: readonly ParityRow[]): WsdlComparison["verdict"] => {
  if (rows.length === 0) return "same";
  if (rows.every(({ change }) => change === "added")) return "newer";
  return rows.every(({ change }) => change === "removed") ? "older" : "mixed";
};

/** Proves the precedence of {@link readWsdls}: compares each superseded WSDL with the one that counts. */
export const compareWsdls = (referenceDir: string): WsdlComparison[] => {
  const side = (location: WsdlLocation) => {
    const { wsdl } = parseWsdl(readWsdlSource(referenceDir, location).source);
    const { version, agent, file } = location;
    return { ...soapSide(describeVersion(assembleVersion(version, [{ agent, wsdl }]).model)), label: file };
  };
  return readWsdls(referenceDir).flatMap(({ winner, superseded }) => {
    if (superseded.length === 0) return [];
    const current = side(winner);
    return superseded.map((location) => {
      const rows = compareSides(side(location), current);
      return { winner, superseded: location, rows, verdict: verdictOf(rows) };
    });
  });
};

/** Where a superseded WSDL contradicts the one that counts: what only the newer one has is no contradiction. */
export const wsdlContradictions = (comparisons: readonly WsdlComparison[]): Diagnostic[] =>
  comparisons.flatMap(({ superseded, winner, rows }) =>
    rows
      .filter(({ change }) => change !== "added")
      .map((row) => ({
        file: superseded.file,
        line: 1,
        code: "wsdl-superseded-differs",
        message: `${formatParityRow(row)} (${winner.file} counts)`,
      })),
  );
