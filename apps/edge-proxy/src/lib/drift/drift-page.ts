import { docsPolicy, escapeHtml, htmlPage } from "../docs/page.ts";
import type { DriftCounts, DriftPlace, DriftReport, OperationDrift, UncheckedCounts } from "./drift.ts";
import type { Evidence, FindEvidence } from "./evidence.ts";

/** The report for people: one HTML page without scripts. */
export function driftPage(report: DriftReport, evidenceOf: FindEvidence): Response {
  const { since, uncounted, operations } = report;
  const counted =
    since === null ? "No answer was checked yet." : `Since ${timeOf(since)}: ${countsOf(report)}`;
  const left = uncounted === 0 ? "" : `<p>${uncounted} more places did not fit in the table.</p>`;
  const body = `    <main class="index">
      <header>
        <h1>Drift</h1>
        <p>Where live answers leave the contract, as far as this instance has seen them.</p>
        <p>${counted}</p>
        <p>As JSON: <code>curl -H "Accept: application/json"</code>. Examples show forms and no values: <code>x</code> for a
          letter, <code>0</code> for a digit.</p>
      </header>
      ${operations.map((operation) => sectionOf(operation, evidenceOf)).join("\n      ")}
      ${left}
    </main>`;
  return new Response(htmlPage("Drift", body), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": docsPolicy,
      "cache-control": "no-store",
      vary: "accept",
    },
  });
}

function sectionOf(operation: OperationDrift, evidenceOf: FindEvidence): string {
  const { operationId, places } = operation;
  const rows = places.map((place) => rowOf(place, evidenceOf(place)));
  const table =
    rows.length === 0
      ? ""
      : `<div class="wide"><table>
          <thead><tr><th>Place</th><th>Answers</th><th>Seen</th><th>The contract</th><th>Evidence</th><th>First, last (UTC)</th></tr></thead>
          <tbody>${rows.join("")}</tbody>
        </table></div>`;
  return `<section>
        <h2>${escapeHtml(operationId)}</h2>
        <p>${countsOf(operation)}</p>
        ${table}
      </section>`;
}

function rowOf(place: DriftPlace, evidence: Evidence | undefined): string {
  const { pointer, keyword, message, example, answers, first, last } = place;
  const property =
    place.property === undefined ? "" : `<br><small>${text(`${place.class}.${place.property}`)}</small>`;
  const type = evidence === undefined ? "" : `<code>${text(evidence.type)}</code>: `;
  const cells = [
    `<code>${text(pointer === "" ? "(whole body)" : pointer)}</code>${property}`,
    String(answers),
    `<code>${text(example)}</code>`,
    `${type}${text(message)} <small>(${text(keyword)})</small>`,
    evidence === undefined ? "none" : evidenceText(evidence),
    `${timeOf(first)}<br>${timeOf(last)}`,
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

function evidenceText({ certainty, rule, sources }: Evidence): string {
  const places = sources.map((source) => `<br><small>${text(source)}</small>`);
  return `${text(certainty)} <small>(${text(rule)})</small>${places.join("")}`;
}

function countsOf({ ok, invalid, unchecked, reasons }: DriftCounts): string {
  return `${answersOf(ok)} kept the contract, ${invalid} did not, ${unchecked} ${unchecked === 1 ? "was" : "were"} not checked${reasonsOf(reasons)}.`;
}

function answersOf(count: number): string {
  return count === 1 ? "1 answer" : `${count} answers`;
}

const words: Readonly<Record<keyof UncheckedCounts, string>> = {
  "too-large": "too large",
  "media-type": "no JSON",
  encoding: "packed or encoded in another way",
  "no-schema": "no schema",
  status: "errors, redirects and parts",
};

function reasonsOf(reasons: UncheckedCounts): string {
  const parts = Object.entries(words).flatMap(([reason, word]) => {
    const count = reasons[reason as keyof UncheckedCounts];
    return count === undefined ? [] : [`${word}: ${count}`];
  });
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}

/** To the second; the JSON form has all of it. */
function timeOf(time: string): string {
  return `<time datetime="${time}">${time.slice(0, 19).replace("T", " ")}</time>`;
}

const text = escapeHtml;
