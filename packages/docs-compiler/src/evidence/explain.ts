import type { EvidenceFact, EvidenceOwner } from "./collect-evidence.ts";
import { ruleWords, stateWords } from "./rules.ts";
import type { SourceText } from "./source-lines.ts";

const longest = 140;

/**
 * Explains facts to a person: type, state and rule in words, and each source with its line's text where that is at hand.
 */
export function explain(owner: EvidenceOwner, facts: readonly EvidenceFact[], textOf: SourceText): string {
  const whole = facts.length === owner.facts.length && facts.length !== 1;
  return [
    ...(whole ? [`${owner.name}, ${article(owner)} of ${owner.sources.join(" and ")}`] : []),
    ...facts.flatMap((fact) => explainFact(owner, fact, textOf)),
    "",
  ].join("\n");
}

const article = ({ kind }: EvidenceOwner): string => (kind === "class" ? "a class" : `an ${kind}`);

function explainFact(owner: EvidenceOwner, fact: EvidenceFact, textOf: SourceText): string[] {
  const { part, type, state, rule, sources } = fact;
  const width = Math.max(0, ...sources.map((source) => source.length));
  return [
    `${owner.name}.${part}: ${type}`,
    `  ${state} (${stateWords[state]}) by ${rule}: ${ruleWords[rule]}`,
    ...sources.map((source) => {
      const text = textOf(source);
      return text === undefined ? `  ${source}` : `  ${source.padEnd(width)}  ${shorten(text)}`;
    }),
  ];
}

const shorten = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`;
