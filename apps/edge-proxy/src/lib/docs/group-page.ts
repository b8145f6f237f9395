import type { Group } from "./groups.ts";
import { DOCS_TITLE, escapeHtml, htmlPage } from "./page.ts";

/** What a call that is tried from the page needs beside the contract. */
export interface TryItNeeds {
  /** Header field of callers' keys; undefined where no caller has one. */
  readonly keyHeader: string | undefined;
  /** Whether paths begin with the name of a tenant. */
  readonly hasTenants: boolean;
}

/** The reference of one agent or entity. */
export function groupPage({ key, kind, title }: Group, { keyHeader, hasTenants }: TryItNeeds): string {
  const needs = `${keyHeader === undefined ? "" : ` data-key-header="${escapeHtml(keyHeader)}"`}${hasTenants ? " data-tenants" : ""}`;
  const name = `${title} ${kind}`;
  return htmlPage(
    `${name} · ${DOCS_TITLE}`,
    `    <nav class="bar"><a href="/docs">${DOCS_TITLE}</a><span>${escapeHtml(name)}</span></nav>
    <div id="reference" data-document="/docs/${key}.json"${needs}></div>
    <noscript>The reference needs JavaScript; the contract itself is at <a href="/openapi.json">/openapi.json</a>.</noscript>
    <script src="/docs/scalar.js"></script>
    <script src="/docs/start.js"></script>`,
  );
}
