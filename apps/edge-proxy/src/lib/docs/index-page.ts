import type { Group } from "./groups.ts";
import { DOCS_TITLE, escapeHtml, htmlPage } from "./page.ts";

/** The page that leads to every group, with a search over all operations. */
export function indexPage(groups: readonly Group[]): string {
  const operations = groups.reduce((sum, { size }) => sum + size, 0);
  const list = (kind: Group["kind"]): string =>
    groups
      .filter((group) => group.kind === kind)
      .map(
        ({ key, title, size }) =>
          `<li><a href="/docs/${key}">${escapeHtml(title)} <small>${size}</small></a></li>`,
      )
      .join("\n");
  return htmlPage(
    DOCS_TITLE,
    `    <main class="index">
      <header>
        <h1>${DOCS_TITLE}</h1>
        <p>${operations.toLocaleString("en")} operations behind this proxy. The contract: <a href="/openapi.json">openapi.json</a>.</p>
        <input id="search" type="search" placeholder="Search operations: contact image, GetMyActiveContacts, …" aria-label="Search operations" autocomplete="off" autofocus>
      </header>
      <ol id="found" aria-live="polite" hidden></ol>
      <div id="groups">
        <section><h2>Entities</h2><p>REST resources: <code>/api/v1/Contact/{id}</code></p><ul>
${list("entity")}
</ul></section>
        <section><h2>Agents</h2><p>Calls by name: <code>POST /api/v1/Agents/Contact/…</code></p><ul>
${list("agent")}
</ul></section>
      </div>
    </main>
    <script src="/docs/search.js"></script>`,
  );
}
