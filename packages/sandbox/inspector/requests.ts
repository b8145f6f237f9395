import type { RequestSummary } from "../src/index.ts";
import { api, type ContractVerdict, type RequestDetail } from "./api.ts";
import { byId, el, guarded, lastOnly } from "./dom.ts";

/** Lines that the page keeps. */
const KEPT = 200;
const shown = new Map<number, { readonly item: HTMLElement; readonly words: string }>();
let chosen = 0;
const ask = lastOnly();

/** Puts a request on top of the list. */
export function addRequest(request: RequestSummary): void {
  if (shown.has(request.id)) return;
  const { id, method, target, status, milliseconds, operationId, fault, at } = request;
  const button = el("button", { type: "button", "aria-pressed": "false" });
  button.append(
    el("span", { class: "method" }, method),
    el("span", { class: "target" }, target),
    el("span", { class: `status ${status < 400 ? "good" : "bad"}` }, status),
    el(
      "small",
      {},
      [operationId ?? "no operation", `${milliseconds} ms`, time(at), fault === null ? "" : `fault ${fault}`]
        .filter(Boolean)
        .join(" · "),
    ),
  );
  button.addEventListener(
    "click",
    guarded(() => choose(id)),
  );
  const item = el("li", {}, button);
  shown.set(id, { item, words: `${method} ${target} ${operationId ?? ""} ${status}`.toLowerCase() });
  byId("request-list").prepend(item);
  filterOne(id);
  for (const [old, { item: last }] of shown) {
    if (shown.size <= KEPT) break;
    last.remove();
    shown.delete(old);
  }
}

/** Empties the list. */
export function forgetRequests(): void {
  shown.clear();
  byId("request-list").replaceChildren();
}

/** Makes filter and button work. */
export function setUpRequests(): void {
  byId("filter").addEventListener("input", () => {
    for (const id of shown.keys()) filterOne(id);
  });
  byId("clear-requests").addEventListener(
    "click",
    guarded(() => api.clearRequests()),
  );
}

function filterOne(id: number): void {
  const entry = shown.get(id);
  const wanted = byId<HTMLInputElement>("filter").value.toLowerCase().trim().split(/\s+/);
  if (entry !== undefined) entry.item.hidden = !wanted.every((word) => entry.words.includes(word));
}

async function choose(id: number): Promise<void> {
  const isLast = ask();
  const detail = await api.request(id);
  if (!isLast()) return;
  shown.get(chosen)?.item.querySelector("button")?.setAttribute("aria-pressed", "false");
  shown.get(id)?.item.querySelector("button")?.setAttribute("aria-pressed", "true");
  chosen = id;
  byId("request-detail").replaceChildren(...detailOf(detail));
  if (matchMedia("(max-width: 50rem)").matches) byId("request-detail").scrollIntoView({ block: "start" });
}

function detailOf({
  method,
  target,
  status,
  at,
  milliseconds,
  operationId,
  fault,
  contract,
  ...both
}: RequestDetail): Node[] {
  const facts: [string, string | Node][] = [
    ["Operation", operationId ?? "none of the contract"],
    ["Status", String(status)],
    ["Contract", verdictOf(contract)],
    ["At", at],
    ["Took", `${milliseconds} ms`],
  ];
  if (fault !== null) facts.push(["Fault", String(fault)]);
  return [
    el("h2", {}, `${method} ${target}`),
    list(facts),
    ...(["request", "response"] as const).flatMap((side) => [
      el("h3", {}, side === "request" ? "Request" : "Answer"),
      list(both[side].headers),
      ...(both[side].body === null
        ? [el("p", { class: "hint" }, "No body, or none that is kept.")]
        : [pre(both[side].body)]),
    ]),
  ];
}

function verdictOf(contract: ContractVerdict): Node {
  switch (contract.result) {
    case "ok":
      return el("span", { class: "good" }, "kept");
    case "unchecked":
      return el("span", {}, `not checked: ${contract.reason}`);
    case "invalid": {
      const first = contract.violations.slice(0, 5).map(({ pointer, message }) => `${pointer} ${message}`);
      return el("span", { class: "bad" }, `broken: ${first.join("; ")}`);
    }
  }
}

function list(entries: readonly (readonly [string, string | Node])[]): HTMLElement {
  return el("dl", {}, ...entries.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

/** JSON is laid out; everything else stands as it came. */
function pre(text: string): HTMLElement {
  let shownText = text;
  try {
    shownText = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // Cut, or no JSON.
  }
  return el("pre", { tabindex: "0" }, shownText);
}

function time(at: string): string {
  return `${at.slice(11, 19)} UTC`;
}
