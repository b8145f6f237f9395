import type { ContractVerdict } from "../src/control/requests/contract-verdict.ts";
import type { TablePage } from "../src/control/tables/tables.ts";
import type { ActiveFault, RecordedRequest } from "../src/index.ts";

export interface State {
  readonly tenant: { readonly identifier: string; readonly installation: string; readonly state: string };
  readonly clock: { readonly now: string; readonly offset: number };
  readonly tables: Readonly<Record<string, number>>;
  readonly faults: readonly ActiveFault[];
}

export type RequestDetail = RecordedRequest & { readonly contract: ContractVerdict };
export type { ActiveFault, ContractVerdict, TablePage };

const base = "/-/sandbox";

/** Calls control; what it refuses becomes an error that says why. */
async function call(method: string, path: string, body?: string): Promise<Response> {
  const answer = await fetch(base + path, { method, ...(body !== undefined && { body }) });
  if (answer.ok) return answer;
  const problem = (await answer.json().catch(() => ({}))) as { title?: string; detail?: string };
  throw new Error([problem.title ?? `status ${answer.status}`, problem.detail].filter(Boolean).join(": "));
}

async function read<Value>(path: string): Promise<Value> {
  return (await call("GET", path)).json() as Promise<Value>;
}

export const api = {
  state: () => read<State>(""),
  request: (id: number) => read<RequestDetail>(`/requests/${id}`),
  clearRequests: () => call("DELETE", "/requests"),
  table: (name: string, offset: number, limit: number) =>
    read<TablePage>(`/tables/${encodeURIComponent(name)}?offset=${offset}&limit=${limit}`),
  moveClock: (change: object) => call("POST", "/clock", JSON.stringify(change)),
  addFault: (fault: object) => call("POST", "/faults", JSON.stringify(fault)),
  removeFault: (id: number) => call("DELETE", `/faults/${id}`),
  reset: () => call("POST", "/reset"),
  snapshot: async () => (await call("POST", "/snapshot")).blob(),
  restore: (text: string) => call("POST", "/restore", text),
  events: () => new EventSource(`${base}/events`),
};
