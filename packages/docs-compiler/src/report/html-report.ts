import { evidenceStates } from "../evidence/count-states.ts";
import { stateWords } from "../evidence/rules.ts";
import type { RuleProof } from "../proof/prove-rules.ts";
import { type Coverage, knownShare } from "./coverage.ts";
import { pageScript } from "./page-script.ts";
import { pageStyle } from "./page-style.ts";

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

const number = (value: number): string => value.toLocaleString("en-US");

/** The data within a script element: no text can end the element. */
const embed = (data: unknown): string => JSON.stringify(data).replaceAll("<", "\\u003c");

const section = (id: string, title: string, words: string, filter: string): string => `
<section id="${id}">
  <div class="head"><div><h2>${title} <small><output></output></small></h2><p>${words}</p></div><div class="tools">${filter}</div></div>
  <div class="scroll" tabindex="0" role="region" aria-label="${title}"></div>
</section>`;

const search = (what: string): string =>
  `<input type="search" placeholder="Filter ${what}" aria-label="Filter ${what}">`;
const onlyPartial = `<label><input type="checkbox"> only with unknowns</label>`;

/** The report as one page that needs nothing else: no request, no font, no library. */
export function htmlReport(data: ReportData): string {
  const { total, proofs, samples } = data;
  const legend = evidenceStates.map(
    (state) =>
      `<li><i class="${state}"></i><b>${number(total[state])}</b> ${state} <span>${stateWords[state]}</span></li>`,
  );
  const links = [
    ["unknown", "Unknown"],
    ["rules", "Rules"],
    ["groups", "Agents and entities"],
    ["classes", "Classes"],
    ...(proofs === undefined ? [] : [["proofs", "Proof"]]),
    ...(samples === undefined ? [] : [["samples", "Samples"]]),
  ].map(([id, title]) => `<a href="#${id}">${title}</a>`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What the contract knows</title>
<style>${pageStyle}</style>
<main>
<header>
  <div><h1>What the contract knows</h1>
  <p>${number(data.operations)} operations, ${number(data.classes)} classes and ${number(data.enums)} enums. Each type of a property, an argument, a body or an answer counts once.</p></div>
  <div class="share">${knownShare(total).toFixed(2)} % <small>of ${number(total.total)} types known</small></div>
</header>
<div id="total"></div>
<ul class="legend">${legend.join("")}</ul>
<nav>${links.join("")}</nav>
${section("unknown", "Unknown", "What no source says, and what two sources say differently. These places are open schemas.", search("unknowns"))}
${section("rules", "Rules", "By which rule each type was concluded.", "")}
${section("groups", "Agents and entities", "Arguments, bodies and answers of their operations.", `${onlyPartial}${search("groups")}`)}
${section("classes", "Classes", "Properties of each class.", `${onlyPartial}${search("classes")}`)}
${proofs === undefined ? "" : section("proofs", "Proof of the rules", "One source is left out and predicted from the others. A rule below 99 % yields unknown.", "")}
${samples === undefined ? "" : section("samples", "Samples", "Where the pages' samples and the contract differ, by the rule that explains it.", "")}
</main>
<script type="application/json" id="data">${embed(data)}</script>
<script>${pageScript}</script>
</html>
`;
}
