import { api } from "./api.ts";
import { byId, el, guarded, lastOnly } from "./dom.ts";

const PAGE = 50;
/** Characters of a value that a cell shows. */
const FOLDED = 40;
let offset = 0;
const ask = lastOnly();

/** Names the tables and how many rows they have; the chosen one stays chosen. */
export function showTables(tables: Readonly<Record<string, number>>): void {
  const select = byId<HTMLSelectElement>("table");
  const before = select.value === "" ? "contacts" : select.value;
  select.replaceChildren(
    ...Object.entries(tables).map(([name, count]) => el("option", { value: name }, `${name} (${count})`)),
  );
  select.value = before;
}

/** Reads the rows that are to be seen. */
export async function showRows(): Promise<void> {
  const name = byId<HTMLSelectElement>("table").value;
  const from = offset;
  const isLast = ask();
  const page = await api.table(name, from, PAGE);
  if (!isLast()) return;
  const head = el("tr", {}, ...page.columns.map((column) => el("th", { scope: "col" }, column)));
  const rows = page.rows.map((row) => el("tr", {}, ...page.columns.map((column) => cellOf(row[column]))));
  byId("table-rows").replaceChildren(el("thead", {}, head), el("tbody", {}, ...rows));
  const last = from + page.rows.length;
  byId("rows").textContent = page.total === 0 ? "no rows" : `${from + 1} to ${last} of ${page.total}`;
  byId<HTMLButtonElement>("previous").disabled = from === 0;
  byId<HTMLButtonElement>("next").disabled = last >= page.total;
}

/** Makes the choice of a table and of a page work. */
export function setUpData(): void {
  byId("table").addEventListener("change", () => turnTo(0));
  byId("previous").addEventListener("click", () => turnTo(Math.max(0, offset - PAGE)));
  byId("next").addEventListener("click", () => turnTo(offset + PAGE));
}

function turnTo(next: number): void {
  offset = next;
  guarded(showRows)();
}

/** What is long is folded, so that a row stays a line. */
function cellOf(value: unknown): HTMLElement {
  const text = textOf(value);
  if (text.length <= FOLDED) return el("td", {}, text);
  return el("td", {}, el("details", {}, el("summary", {}, `${text.slice(0, FOLDED)}…`), text));
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
