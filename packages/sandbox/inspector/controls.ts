import type { Fault } from "../src/index.ts";
import { type ActiveFault, api, type State } from "./api.ts";
import { byId, el, guarded } from "./dom.ts";

interface Line {
  readonly item: HTMLElement;
  readonly text: HTMLElement;
}

/** The faults that are shown, by id. */
const lines = new Map<number, Line>();

const value = (id: string): string => byId<HTMLInputElement>(id).value.trim();

/** Shows clock and faults as they stand. */
export function showControls({ clock, faults }: State): void {
  const ahead =
    clock.offset === 0
      ? "as the machine's"
      : `${(clock.offset / 3_600_000).toFixed(2)} hours from the machine's`;
  byId("clock-state").textContent = `${clock.now.slice(0, 19)}Z, ${ahead}`;
  showFaults(faults);
}

/** Lines that are there stay, with the focus that one may have. */
function showFaults(faults: readonly ActiveFault[]): void {
  const ids = new Set(faults.map(({ id }) => id));
  for (const [id, { item }] of lines) {
    if (ids.has(id)) continue;
    item.remove();
    lines.delete(id);
  }
  for (const fault of faults) {
    const line = lines.get(fault.id) ?? addLine(fault.id);
    line.text.textContent = textOf(fault);
  }
}

function addLine(id: number): Line {
  const text = el("span");
  const remove = el("button", { type: "button", "aria-label": `Remove fault ${id}` }, "Remove");
  remove.addEventListener(
    "click",
    guarded(() => api.removeFault(id)),
  );
  const item = el("li", {}, text, remove);
  byId("fault-list").append(item);
  const line = { item, text };
  lines.set(id, line);
  return line;
}

function textOf({ id, fault, left, met }: ActiveFault): string {
  const { kind, times: _, ...details } = fault;
  const words = Object.entries(details).map(([name, given]) => `${name} ${given}`);
  return `${id}: ${[kind, ...words].join(", ")}. Met ${met}, left ${left}.`;
}

/** Makes the forms work; what they change comes back as an event. */
export function setUpControls(): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-advance]"))
    button.addEventListener(
      "click",
      guarded(() => api.moveClock({ advance: Number(button.dataset["advance"]) })),
    );
  onSubmit("clock-form", () => api.moveClock({ set: `${withSeconds(value("clock-set"))}Z` }));
  onSubmit("fault-form", () => api.addFault(faultOf()));
  const kind = byId("fault-kind");
  kind.addEventListener("change", showFields);
  showFields();
  byId("reset").addEventListener(
    "click",
    guarded(async () => {
      if (confirm("Throw all data away and go back to the seed?")) await api.reset();
    }),
  );
  byId("download").addEventListener("click", guarded(download));
  const restore = byId<HTMLInputElement>("restore");
  restore.addEventListener(
    "change",
    guarded(async () => {
      const [file] = restore.files ?? [];
      if (file !== undefined) await api.restore(await file.text());
      restore.value = "";
    }),
  );
}

function onSubmit(id: string, work: () => Promise<unknown>): void {
  byId(id).addEventListener("submit", (event) => {
    event.preventDefault();
    guarded(work)();
  });
}

function showFields(): void {
  for (const label of document.querySelectorAll<HTMLElement>("[data-for]"))
    label.hidden = label.dataset["for"] !== value("fault-kind");
}

/** What the form says; whether it fits is for the sandbox to say. */
function faultOf(): Partial<Fault> {
  const kind = value("fault-kind");
  const numberOr = (id: string, otherwise: string | undefined): number | string | undefined =>
    value(id) === "" ? otherwise : Number(value(id));
  const fields: Record<string, unknown> = { kind, times: numberOr("fault-times", "always") };
  if (value("fault-path") !== "") fields["path"] = value("fault-path");
  if (value("fault-operation") !== "") fields["operationId"] = value("fault-operation");
  if (kind === "status") {
    fields["status"] = numberOr("fault-status", undefined);
    fields["retryAfter"] = numberOr("fault-retry", undefined);
  }
  if (kind === "latency") fields["milliseconds"] = numberOr("fault-milliseconds", undefined);
  if (kind === "reset") fields["when"] = value("fault-when");
  return fields;
}

async function download(): Promise<void> {
  const url = URL.createObjectURL(await api.snapshot());
  el("a", { href: url, download: "sandbox-snapshot.json" }).click();
  URL.revokeObjectURL(url);
}

/** Browsers leave the seconds out where they are 0. */
function withSeconds(text: string): string {
  return text.length === 16 ? `${text}:00` : text;
}
