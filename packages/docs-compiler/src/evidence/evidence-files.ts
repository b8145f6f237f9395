import type { EvidenceState } from "../merge/evidence.ts";
import type { Evidence, EvidenceFact, EvidenceOwner, EvidenceRule } from "./collect-evidence.ts";

/** The files of the store below the contract folder. */
export const evidencePaths = {
  class: "evidence/classes.jsonl",
  enum: "evidence/enums.jsonl",
  operation: "evidence/operations.jsonl",
} as const;

/**
 * Writes the store: JSON lines that a person can search and a diff can show. A line that is an object opens a class, an
 * enum or an operation and lists the files in which it stands; each line below is one fact, an array of part, type,
 * state, rule and sources. A source `1:75` is line 75 of the second file of that list.
 */
export function evidenceFiles(evidence: Evidence): Map<string, string> {
  const files = new Map<string, string>();
  for (const [kind, path] of Object.entries(evidencePaths)) {
    const owners = evidence.filter((owner) => owner.kind === kind);
    if (owners.length > 0) files.set(path, `${owners.sort(byName).flatMap(ownerLines).join("\n")}\n`);
  }
  return files;
}

const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);

const splitSource = (source: string): [string, string] => {
  const at = source.lastIndexOf(":");
  return [source.slice(0, at), source.slice(at)];
};

function ownerLines({ name, sources, facts }: EvidenceOwner): string[] {
  const list = [
    ...new Set([...sources, ...facts.flatMap((fact) => fact.sources)].map((one) => splitSource(one)[0])),
  ];
  const short = (source: string): string => {
    const [file, line] = splitSource(source);
    return `${list.indexOf(file)}${line}`;
  };
  return [
    JSON.stringify({ of: name, at: sources.map(short), files: list }),
    ...facts.map(({ part, type, state, rule, sources: places }) =>
      JSON.stringify([part, type, state, rule, ...places.map(short)]),
    ),
  ];
}

/** Reads one file of the store back. Throws a SyntaxError with the line where it is not one. */
export function parseEvidence(kind: EvidenceOwner["kind"], text: string): EvidenceOwner[] {
  const owners: (Omit<EvidenceOwner, "facts"> & { readonly facts: EvidenceFact[] })[] = [];
  let files: readonly string[] = [];
  const long = (source: string): string => {
    const [index, line] = splitSource(source);
    return `${files[Number(index)] ?? "?"}${line}`;
  };
  for (const [index, line] of text.split("\n").entries()) {
    if (line === "") continue;
    const value = parseLine(line, index + 1);
    if (Array.isArray(value)) {
      const [part = "", type = "", state = "", rule = "", ...sources] = value.map(String);
      owners.at(-1)?.facts.push({
        part,
        type,
        state: state as EvidenceState,
        rule: rule as EvidenceRule,
        sources: sources.map(long),
      });
    } else {
      const { of: name, at, files: list } = value as { of: string; at: string[]; files: string[] };
      files = list;
      owners.push({ kind, name, sources: at.map(long), facts: [] });
    }
  }
  return owners;
}

function parseLine(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new SyntaxError(`line ${number} is no JSON`, { cause });
  }
}
