import { packedText } from "../contract/data.ts";

/** What the packed contract's word for one fact rests on. */
export interface EvidenceFact {
  /** `Class.Property`, a class, `operationId.request`, `operationId.query.$select`. */
  readonly subject: string;
  /** The type as it was concluded: `string`, `DateTime`, a class. Empty for a class as a whole. */
  readonly type: string;
  /** `confirmed`: two sources agree. `stated`: one says it. `inferred`: a rule concludes it. `corrected`: an overlay says so. */
  readonly state: "confirmed" | "corrected" | "inferred" | "stated" | "unknown" | "";
  /** The rule by which it was concluded, by the name that `so-docs explain` uses. */
  readonly rule: string;
  /** `file:line`, below the folder of the reference pages or, for corrections, of the contract. */
  readonly sources: readonly string[];
}

/** Finds the evidence of a subject; undefined where there is none. */
export type FindEvidence = (subject: string) => EvidenceFact | undefined;

type Owner = { readonly of: string; readonly at?: readonly string[]; readonly files: readonly string[] };
type Fact = readonly [
  part: string,
  type: string,
  state: Exclude<EvidenceFact["state"], "">,
  rule: string,
  ...sources: string[],
];

/**
 * Reads the packed evidence: JSON lines in which an object opens a class, an enum or an operation and each array below is
 * one fact of it. A request form (`ContactInput`) rests on what its class rests on.
 */
export function packedEvidence(): FindEvidence {
  const facts = new Map<string, EvidenceFact>();
  let owner: Owner = { of: "", files: [] };
  const long = (place: string): string => {
    const [, index = "", line = ""] = /^(\d+):(\d+)$/.exec(place) ?? [];
    return index === "" ? place : `${owner.files[Number(index)] ?? "?"}:${line}`;
  };
  for (const line of packedText("evidence.jsonl").split("\n")) {
    if (line === "") continue;
    const value = JSON.parse(line) as Owner | Fact;
    if (isOwner(value)) {
      owner = value;
      const sources = (value.at ?? []).map(long);
      facts.set(value.of, { subject: value.of, type: "", state: "", rule: "", sources });
    } else {
      const [part, type, state, rule, ...sources] = value;
      const subject = `${owner.of}.${part}`;
      facts.set(subject, { subject, type, state, rule, sources: sources.map(long) });
    }
  }
  return (subject) => facts.get(subject) ?? facts.get(withoutForm(subject));
}

const isOwner = (value: Owner | Fact): value is Owner => !Array.isArray(value);

/** `ContactInput.Name` is `Contact.Name`, and `ContactWithLinks` is `Contact`. */
const withoutForm = (subject: string): string => {
  const [owner = "", ...rest] = subject.split(".");
  return [owner.replace(/(?:Input|WithLinks)$/, ""), ...rest].join(".");
};
