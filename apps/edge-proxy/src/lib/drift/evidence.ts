import type { Assets } from "../assets/assets.ts";
import type { DriftPlace } from "./drift.ts";

/** What the contract says of a property, how sure it is, by which rule, and where it was read. */
export interface Evidence {
  /** `int32`, `Person[]`. */
  readonly type: string;
  readonly certainty: "stated" | "confirmed" | "inferred" | "corrected" | "unknown";
  readonly rule: string;
  /** File and line of the reference pages and WSDLs. */
  readonly sources: readonly string[];
}

/** The static file that holds it, by class and property. */
const EVIDENCE_FILE = "docs/evidence.json";

/** A row of the file. */
export type EvidenceRow = readonly [
  type: string,
  certainty: Evidence["certainty"],
  rule: string,
  sources: readonly string[],
];

export type EvidenceTable = Readonly<Record<string, Readonly<Record<string, EvidenceRow>>>>;

/** Finds the evidence of a place; undefined where the contract has none. */
export type FindEvidence = (place: Pick<DriftPlace, "class" | "property">) => Evidence | undefined;

/** Reads the static file; without it nothing is found. */
export async function evidenceFinder(assets: Assets | undefined): Promise<FindEvidence> {
  const asset = await assets?.(EVIDENCE_FILE);
  if (asset === undefined || asset.contentEncoding !== undefined) return () => undefined;
  const table = (await new Response(asset.body).json()) as EvidenceTable;
  return ({ class: className, property }) => {
    if (className === undefined || property === undefined) return undefined;
    // The evidence is of the class; its forms are made of it.
    const name = Object.hasOwn(table, className) ? className : className.replace(/(?:WithLinks|Input)$/, "");
    const rows = Object.hasOwn(table, name) ? table[name] : undefined;
    const row = rows !== undefined && Object.hasOwn(rows, property) ? rows[property] : undefined;
    if (row === undefined) return undefined;
    const [type, certainty, rule, sources] = row;
    return { type, certainty, rule, sources };
  };
}
