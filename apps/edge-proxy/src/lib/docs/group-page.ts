import type { Group } from "./groups.ts";
import { DOCS_TITLE, escapeHtml, htmlPage } from "./page.ts";

/** The reference of one agent or entity. */
export function groupPage({ key, kind, title }: Group): string {
  const name = `${title} ${kind}`;
  return htmlPage(
    `${name} · ${DOCS_TITLE}`,
    `    <nav class="bar"><a href="/docs">${DOCS_TITLE}</a><span>${escapeHtml(name)}</span></nav>
    <div id="reference" data-document="/docs/${key}.json"></div>
    <noscript>The reference needs JavaScript; the contract itself is at <a href="/openapi.json">/openapi.json</a>.</noscript>
    <script src="/docs/scalar.js"></script>
    <script src="/docs/start.js"></script>`,
  );
}
