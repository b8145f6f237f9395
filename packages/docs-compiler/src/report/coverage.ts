import { tagOf } from "../emit/operation.ts";
import {
  type Evidence,
  type EvidenceFact,
  type EvidenceOwner,
  type EvidenceRule,
  isTypeFact,
} from "../evidence/collect-evidence.ts";
import { countStates, type StateCounts } from "../evidence/count-states.ts";
import { ruleWords } from "../evidence/rules.ts";

export interface Row {
  readonly name: string;
  readonly counts: StateCounts;
}

export interface RuleRow extends Row {
  readonly name: EvidenceRule;
  readonly words: string;
}

export interface UnknownRow {
  readonly subject: string;
  readonly type: string;
  readonly rule: EvidenceRule;
  readonly sources: readonly string[];
}

/** How well the contract is known, cut in several ways. Types are counted, not parameters and members of enums. */
export interface Coverage {
  readonly operations: number;
  readonly classes: number;
  readonly enums: number;
  readonly total: StateCounts;
  /** Agents and entities: their arguments, bodies and answers. */
  readonly groups: readonly Row[];
  readonly classRows: readonly Row[];
  readonly rules: readonly RuleRow[];
  readonly unknown: readonly UnknownRow[];
}

/** Share of types that are not unknown, in percent. */
export const knownShare = ({ total, unknown }: StateCounts): number =>
  total === 0 ? 100 : (100 * (total - unknown)) / total;

/** Counts the evidence of a contract. */
export function coverageOf(evidence: Evidence): Coverage {
  const of = (kind: EvidenceOwner["kind"]): Evidence => evidence.filter((owner) => owner.kind === kind);
  const groups = new Map<string, EvidenceOwner[]>();
  for (const owner of of("operation")) {
    const tag = tagOf(owner.name);
    const known = groups.get(tag);
    if (known === undefined) groups.set(tag, [owner]);
    else known.push(owner);
  }
  const facts = evidence.flatMap((owner) =>
    owner.facts.filter((fact) => isTypeFact(fact, owner)).map((fact) => ({ owner, fact })),
  );
  const rules = new Map<EvidenceRule, EvidenceFact[]>();
  for (const { fact } of facts) {
    const known = rules.get(fact.rule);
    if (known === undefined) rules.set(fact.rule, [fact]);
    else known.push(fact);
  }
  return {
    operations: of("operation").length,
    classes: of("class").length,
    enums: of("enum").length,
    total: countStates(evidence),
    groups: [...groups].sort(byFirst).map(([name, owners]) => ({ name, counts: countStates(owners) })),
    classRows: of("class").map((owner) => ({ name: owner.name, counts: countStates([owner]) })),
    rules: [...rules]
      .map(([name, own]) => ({ name, words: ruleWords[name], counts: countFacts(own) }))
      .sort((a, b) => b.counts.total - a.counts.total || (a.name < b.name ? -1 : 1)),
    unknown: facts
      .filter(({ fact }) => fact.state === "unknown")
      .map(({ owner, fact }) => ({
        subject: `${owner.name}.${fact.part}`,
        type: fact.type,
        rule: fact.rule,
        sources: fact.sources,
      })),
  };
}

const byFirst = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : 1;

const countFacts = (facts: readonly EvidenceFact[]): StateCounts =>
  countStates([{ kind: "class", name: "", sources: [], facts }]);
