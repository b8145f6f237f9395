import type { RequestSummary } from "../src/index.ts";
import { api } from "./api.ts";
import { setUpControls, showControls } from "./controls.ts";
import { setUpData, showRows, showTables } from "./data.ts";
import { byId, guarded, inBackground, lastOnly } from "./dom.ts";
import { addRequest, forgetRequests, setUpRequests } from "./requests.ts";

const tabs = [...document.querySelectorAll<HTMLElement>("[role=tab]")];
/** Milliseconds of rest between two looks at the state while requests come. */
const REST = 500;
let waiting = false;
const ask = lastOnly();

/** Reads state, and rows where they are to be seen. */
async function refresh(): Promise<void> {
  const isLast = ask();
  const state = await api.state();
  if (!isLast()) return;
  const { identifier, installation, state: runs } = state.tenant;
  byId("tenant").textContent = `${identifier}, ${installation}, ${runs}`;
  byId("now").textContent = `clock ${state.clock.now.slice(0, 19)}Z`;
  showTables(state.tables);
  showControls(state);
  if (!byId("data").hidden) await showRows();
}

function refreshSoon(): void {
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    inBackground(refresh)();
  }, REST);
}

function choose(tab: HTMLElement): void {
  for (const each of tabs) {
    const isChosen = each === tab;
    each.setAttribute("aria-selected", String(isChosen));
    each.tabIndex = isChosen ? 0 : -1;
    byId(each.getAttribute("aria-controls") ?? "").hidden = !isChosen;
  }
  tab.focus();
  guarded(refresh)();
}

for (const [index, tab] of tabs.entries()) {
  tab.addEventListener("click", () => choose(tab));
  tab.addEventListener("keydown", ({ key }) => {
    const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
    const next = tabs[(index + step + tabs.length) % tabs.length];
    if (step !== 0 && next !== undefined) choose(next);
  });
}

const events = api.events();
events.addEventListener("open", () => live(true));
events.addEventListener("error", () => live(false));
events.addEventListener("request", ({ data }) => {
  addRequest(JSON.parse(data) as RequestSummary);
  refreshSoon();
});
events.addEventListener("changed", refreshSoon);
events.addEventListener("forgotten", forgetRequests);

function live(isLive: boolean): void {
  byId("live").textContent = isLive ? "live" : "connection lost, trying again";
  byId("live").classList.toggle("on", isLive);
}

setUpRequests();
setUpData();
setUpControls();
inBackground(refresh)();
