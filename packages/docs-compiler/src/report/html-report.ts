import { type CellValue, type Part, reportPage, type Section, type Tone } from "@so-webapi/report-page";
import { evidenceStates, type StateCounts } from "../evidence/count-states.ts";
import { stateWords } from "../evidence/rules.ts";
import type { EvidenceState } from "../merge/evidence.ts";
import type { RuleProof } from "../proof/prove-rules.ts";
import { type Coverage, knownShare } from "./coverage.ts";

/** Failures of samples in one class. */
export interface SampleRow {
  readonly id: string;
  readonly sentence: string;
  readonly wrong: "contract" | "sample";
  readonly count: number;
}

/** What the HTML report shows; proofs and samples need the reference at hand. */
export interface ReportData extends Coverage {
  readonly proofs?: readonly RuleProof[];
  readonly samples?: readonly SampleRow[];
}

const tones: Readonly<Record<EvidenceState, Tone>> = {
  confirmed: "best",
  stated: "good",
  inferred: "fair",
  corrected: "warn",
  unknown: "bad",
};

const number = (value: number): string => value.toLocaleString("en-US");
const code = (text: string): CellValue => ({ type: "code", text });
const count = (value: number): CellValue => ({ type: "number", value });
const percent = (value: number, digits = 1): CellValue => ({
  type: "number",
  value,
  text: `${value.toFixed(digits)} %`,
});
const parts = (counts: StateCounts): Part[] =>
  evidenceStates.map((state) => ({ tone: tones[state], name: state, count: counts[state] }));
const bar = (counts: StateCounts): CellValue => ({
  type: "bar",
  value: knownShare(counts),
  parts: parts(counts),
});

/** The report as one page that needs nothing else: no request, no font, no library. */
export function htmlReport(data: ReportData): string {
  const { total, proofs, samples } = data;
  return reportPage({
    title: "What the contract knows",
    lead: `${number(data.operations)} operations, ${number(data.classes)} classes and ${number(data.enums)} enums. Each type of a property, an argument, a body or an answer counts once.`,
    figure: { value: `${knownShare(total).toFixed(2)} %`, label: `of ${number(total.total)} types known` },
    parts: parts(total).map((part, index) => ({
      ...part,
      words: stateWords[evidenceStates[index] ?? "unknown"],
    })),
    sections: [
      unknownSection(data),
      rulesSection(data),
      countedSection(
        "groups",
        "Agents and entities",
        "Arguments, bodies and answers of their operations.",
        data.groups,
      ),
      countedSection("classes", "Classes", "Properties of each class.", data.classRows),
      ...(proofs === undefined ? [] : [proofSection(proofs)]),
      ...(samples === undefined ? [] : [samplesSection(samples)]),
    ],
  });
}

const unknownSection = ({ unknown }: ReportData): Section => ({
  id: "unknown",
  title: "Unknown",
  words: "What no source says, and what two sources say differently. These places are open schemas.",
  columns: [
    { title: "Subject", kind: "wide" },
    { title: "Printed" },
    { title: "Rule" },
    { title: "Sources", kind: "wide" },
  ],
  rows: unknown.map(({ subject, type, rule, sources }) => ({
    cells: [
      code(subject),
      code(type.replace(/^unknown \((.*)\)$/, "$1")),
      code(rule),
      { type: "codes", texts: sources },
    ],
  })),
  search: "unknowns",
  sort: { column: 0 },
});

const rulesSection = ({ rules }: ReportData): Section => ({
  id: "rules",
  title: "Rules",
  words: "By which rule each type was concluded.",
  columns: [
    { title: "Rule" },
    { title: "What it concludes" },
    { title: "States" },
    { title: "Types", kind: "number" },
  ],
  rows: rules.map(({ name, words, counts }) => ({
    cells: [code(name), words, bar(counts), count(counts.total)],
  })),
  sort: { column: 3, descending: true },
});

const countedSection = (
  id: string,
  title: string,
  words: string,
  rows: readonly { readonly name: string; readonly counts: StateCounts }[],
): Section => ({
  id,
  title,
  words,
  columns: [
    { title: "Name" },
    { title: "States" },
    { title: "Known", kind: "number" },
    { title: "Unknown", kind: "number" },
    { title: "Types", kind: "number" },
  ],
  rows: rows.map(({ name, counts }) => ({
    cells: [code(name), bar(counts), percent(knownShare(counts)), count(counts.unknown), count(counts.total)],
    tags: counts.unknown > 0 ? ["unknown"] : [],
  })),
  search: id,
  only: { label: "only with unknowns", tag: "unknown" },
  sort: { column: 0 },
});

const proofSection = (proofs: readonly RuleProof[]): Section => ({
  id: "proofs",
  title: "Proof",
  words: "One source is left out and predicted from the others. A rule below 99 % yields unknown.",
  columns: [
    { title: "Rule" },
    { title: "Method" },
    { title: "Right", kind: "number" },
    { title: "Precision", kind: "number" },
  ],
  rows: proofs.map(({ rule, method, tried, right, used }) => ({
    cells: [
      code(rule),
      method + (used ? "" : "; not used: unknown instead"),
      { type: "number", value: tried, text: `${number(right)} of ${number(tried)}` },
      percent(tried === 0 ? 100 : (100 * right) / tried, 2),
    ],
  })),
});

const samplesSection = (samples: readonly SampleRow[]): Section => ({
  id: "samples",
  title: "Samples",
  words: "Where the pages' samples and the contract differ, by the rule that explains it.",
  columns: [
    { title: "Class" },
    { title: "What the pages do" },
    { title: "Wrong" },
    { title: "Failures", kind: "number" },
  ],
  rows: samples.map(({ id, sentence, wrong, count: failures }) => ({
    cells: [code(id), sentence, wrong, count(failures)],
  })),
  sort: { column: 3, descending: true },
});
