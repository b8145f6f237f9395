import type { ServerResponse } from "node:http";
import { httpUpstream, type Seen } from "./http-upstream.ts";

/** What the state service says of a tenant. */
export interface TenantState {
  /** Where it lives, below the environment's own address. */
  endpoint: string;
  state: string;
  running: boolean;
  /** Milliseconds since 1970. */
  validUntil: number;
}

/** A server that stands in for an online environment: its state service, and tenants below `/{place}/{tenant}`. */
export interface Environment {
  readonly url: string;
  readonly seen: readonly Seen[];
  /** Requests for the state of tenants. */
  asked(): readonly Seen[];
  /** Requests to tenants. */
  called(): readonly Seen[];
  /** What the state service knows; a status instead has it fail. */
  readonly tenants: Map<string, TenantState | number>;
  /** Milliseconds that the state service takes. */
  slowness: number;
  answer(next: (response: ServerResponse, seen: Seen) => void): void;
  close(): Promise<void>;
}

const STATE = "/api/state/";

export async function environment(): Promise<Environment> {
  const server = await httpUpstream();
  let api = (response: ServerResponse, _seen: Seen): void => void response.writeHead(404).end();
  const one: Environment = {
    url: server.url,
    seen: server.seen,
    asked: () => server.seen.filter(({ url }) => url.startsWith(STATE)),
    called: () => server.seen.filter(({ url }) => !url.startsWith(STATE)),
    tenants: new Map(),
    slowness: 0,
    answer(next) {
      api = next;
    },
    close: () => server.close(),
  };
  server.answer((response, seen) => {
    if (!seen.url.startsWith(STATE)) return api(response, seen);
    const id = seen.url.slice(STATE.length);
    const known = one.tenants.get(id) ?? 404;
    setTimeout(() => {
      if (typeof known === "number") return void response.writeHead(known).end();
      const { endpoint, state, running, validUntil } = known;
      const body = {
        ContextIdentifier: id,
        Endpoint: one.url + endpoint,
        State: state,
        IsRunning: running,
        ValidUntil: new Date(validUntil).toISOString(),
        Api: `${one.url}${endpoint}/api`,
      };
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    }, one.slowness);
  });
  return one;
}

export const runningAt = (endpoint: string, validUntil = Date.now() + 600_000): TenantState => ({
  endpoint,
  state: "Running",
  running: true,
  validUntil,
});
