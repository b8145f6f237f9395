import { join } from "node:path";
import { isMap, isSeq, LineCounter, parseDocument } from "yaml";
import type { EvidenceFact } from "../../packages/docs-compiler/src/evidence/collect-evidence.ts";
import { evidenceStates } from "../../packages/docs-compiler/src/evidence/count-states.ts";
import { readEvidence } from "../../packages/docs-compiler/src/evidence/read-evidence.ts";
import { ruleWords, stateWords } from "../../packages/docs-compiler/src/evidence/rules.ts";
import { type Coverage, coverageOf } from "../../packages/docs-compiler/src/report/coverage.ts";
import { listFiles, readText, root } from "./repository.ts";

/** A fact with its place in the reference. */
export interface PlacedFact {
  /** `ContactActivity.Action`. */
  readonly subject: string;
  /** Path of its page below the base. */
  readonly to: string;
  readonly fact: EvidenceFact;
}

/** A correction of what the sources get wrong: an action of an overlay. */
export interface CorrectionModel {
  /** `overlays/enums.yaml:7`, and the anchor `enums-7`. */
  readonly place: string;
  readonly anchor: string;
  readonly overlay: string;
  readonly target: string;
  readonly reason: string;
  readonly evidence: readonly string[];
  readonly count: number | undefined;
  /** What the action expects to replace, and what it puts there, as YAML. */
  readonly expect: string;
  readonly update: string;
  /** The facts that it changed. */
  readonly facts: readonly PlacedFact[];
}

export interface EvidenceModel {
  readonly coverage: Coverage;
  readonly states: readonly { readonly name: string; readonly words: string; readonly count: number }[];
  readonly rules: Readonly<Record<string, string>>;
  readonly corrections: readonly CorrectionModel[];
  readonly unknown: readonly PlacedFact[];
}

/**
 * Makes the evidence pages' content.
 *
 * @param pageOf - path of the page of a class, an enum or an operation, by its name.
 */
export function makeEvidence(pageOf: (owner: string) => string): EvidenceModel {
  const evidence = readEvidence(join(root, "openapi"));
  const coverage = coverageOf(evidence);
  const facts = evidence.flatMap((owner) =>
    owner.facts.map((fact) => ({ subject: `${owner.name}.${fact.part}`, to: pageOf(owner.name), fact })),
  );
  const unknown = new Set(coverage.unknown.map(({ subject }) => subject));
  return {
    coverage,
    states: evidenceStates.map((name) => ({ name, words: stateWords[name], count: coverage.total[name] })),
    rules: ruleWords,
    corrections: readActions().map((action) => ({
      ...action,
      facts: facts.filter(({ fact }) => fact.sources[0] === action.place),
    })),
    unknown: facts.filter(({ subject, fact }) => fact.state === "unknown" && unknown.has(subject)),
  };
}

/** Reads the actions of all overlays. */
export function readActions(): Omit<CorrectionModel, "facts">[] {
  return listFiles("openapi/overlays/*.yaml").flatMap((file) => {
    const lines = new LineCounter();
    const document = parseDocument(readText(file), { lineCounter: lines });
    const actions = document.get("actions");
    const title = document.getIn(["info", "title"]);
    const nodes = isSeq(actions) ? actions.items.filter((node) => isMap(node)) : [];
    return nodes.map((node) => {
      const line = lines.linePos(node.range?.[0] ?? 0).line;
      const text = (name: string): string => String(node.get(name) ?? "");
      const place = `${file.replace("openapi/", "")}:${line}`;
      const list = node.get("x-evidence");
      const count = node.get("x-count");
      return {
        place,
        anchor: anchorOfCorrection(place),
        overlay: String(title ?? file),
        target: text("target"),
        reason: text("x-reason"),
        evidence: isSeq(list) ? list.items.map(String) : [],
        count: typeof count === "number" ? count : undefined,
        expect: text("x-expect").trim(),
        update: text("update").trim(),
      };
    });
  });
}

/** `overlays/enums.yaml:7` stands at `#enums-7`. */
export const anchorOfCorrection = (place: string): string =>
  place.replace(/^overlays\//, "").replace(/\.yaml:/, "-");
