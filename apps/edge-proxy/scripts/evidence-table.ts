import type { EvidenceRow } from "../src/lib/drift/evidence.ts";

type Line =
  | { readonly of: string; readonly files: readonly string[] }
  | readonly [name: string, type: string, certainty: EvidenceRow[1], rule: string, ...at: readonly string[]];

/** The contract's evidence by class and property, from its lines; `at` is the number of a file and a line in it. */
export function evidenceTable(lines: string): Record<string, Record<string, EvidenceRow>> {
  const table: Record<string, Record<string, EvidenceRow>> = {};
  let rows: Record<string, EvidenceRow> = {};
  let files: readonly string[] = [];
  for (const text of lines.split("\n")) {
    if (text === "") continue;
    const line = JSON.parse(text) as Line;
    if ("of" in line) {
      rows = {};
      table[line.of] = rows;
      files = line.files;
      continue;
    }
    const [name, type, certainty, rule, ...at] = line;
    rows[name] = [type, certainty, rule, at.map((place) => placeOf(place, files))];
  }
  return table;
}

function placeOf(place: string, files: readonly string[]): string {
  const [file, line] = place.split(":");
  return `${files[Number(file)] ?? "?"}:${line ?? "?"}`;
}
