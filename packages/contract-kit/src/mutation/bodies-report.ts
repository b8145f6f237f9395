import { type BodiesProof, type BodiesTally, bodiesShare } from "./bodies-proof.ts";
import { faultStays, pageExcuses } from "./page-rules.ts";
import { excuses } from "./rules.ts";

/** Bodies that are listed one by one; of more the report for machines has the figures. */
const mostOperations = 20;

const pad = (count: number): string => String(count).padStart(9);
const row = (name: string, tally: BodiesTally): string =>
  `  ${name.padEnd(48)}${pad(tally.killed)}${pad(tally.excused)}${pad(tally.survived)}${pad(tally.open)}`;

/** Why a rule's changes are legal, in one sentence. */
const sentenceOf = (rule: string): string =>
  [...excuses, ...pageExcuses, faultStays].find(({ id }) => id === rule)?.sentence ?? "";

/** The proof for a terminal. */
export function renderBodiesProof(proof: BodiesProof, title = "Mutations of every page's sample"): string {
  const { total, kinds, operations, rules, survivors, contested, bodies, without, notGreen } = proof;
  const each = operations.size <= mostOperations ? [...operations] : [];
  return [
    `${title.padEnd(50)}   killed  excused survived     open`,
    ...[...each, ...kinds].map(([name, tally]) => row(name, tally)),
    row("all", total),
    "  Excused by rule",
    ...[...rules].map(([id, count]) => `  ${id.padEnd(24)}${pad(count)}  ${sentenceOf(id)}`),
    ...notGreen.map((one) => `  NOT GREEN before it was changed: ${one}`),
    ...survivors.map((one) => `  SURVIVED ${one}`),
    ...contested.map((one) => `  CONTESTED ${one}`),
    `  ${(bodiesShare(total) * 100).toFixed(3)} % of ${total.killed + total.survived} mutants without an excuse killed, in ${bodies} bodies (${without} were not changed: no schema (null after 204, bytes), cut by a $select, or not green)`,
  ].join("\n");
}

/** The proof for machines. */
export const bodiesProofJson = (proof: BodiesProof) => ({
  share: bodiesShare(proof.total),
  ...proof,
  kinds: Object.fromEntries(proof.kinds),
  operations: Object.fromEntries(proof.operations),
  rules: [...proof.rules].map(([id, count]) => ({ id, count, sentence: sentenceOf(id) })),
});
