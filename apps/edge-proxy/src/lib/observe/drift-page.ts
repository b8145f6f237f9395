import { docsPolicy, escapeHtml, htmlPage } from "../docs/page.ts";
import type { DriftReport, OperationDrift } from "./drift.ts";

/** The report for people: one HTML page without scripts. */
export function driftPage(report: DriftReport): Response {
  const { since, ok, invalid, unchecked, uncounted, operations } = report;
  const counted =
    since === null
      ? "No answer was checked yet."
      : `Since ${since}: ${ok} answers keep the contract, ${invalid} do not, ${unchecked} were not checked.`;
  const left = uncounted === 0 ? "" : `<p>${uncounted} more places did not fit in the table.</p>`;
  const body = `    <main class="index">
      <header>
        <h1>Drift</h1>
        <p>${counted} As JSON: <code>curl -H "Accept: application/json"</code>.</p>
      </header>
      ${operations.map(sectionOf).join("\n      ")}
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

function sectionOf({ operationId, ok, invalid, unchecked, places }: OperationDrift): string {
  const rows = places.map(({ pointer, keyword, message, answers, first, last }) => {
    const cells = [pointer === "" ? "(whole body)" : pointer, keyword, message, String(answers), first, last];
    return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}</tr>`;
  });
  return `<section>
        <h2>${escapeHtml(operationId)}</h2>
        <p>${invalid} of ${ok + invalid + unchecked} answers</p>
        <table>
          <thead><tr><th>Place</th><th>Rule</th><th>The contract</th><th>Answers</th><th>First</th><th>Last</th></tr></thead>
          <tbody>${rows.join("")}</tbody>
        </table>
      </section>`;
}
