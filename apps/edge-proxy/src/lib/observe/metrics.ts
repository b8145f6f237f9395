import type { Operation } from "@so-webapi/operations";
import type { CacheResult } from "../cache/cache-status.ts";
import type { ResilienceState } from "../resilience/resilient-upstream.ts";
import type { StoreState } from "../stores/shared-store.ts";
import type { Verdict } from "../validation/verdict.ts";
import type { ExchangeFacts } from "./exchange.ts";
import { type Sample, writeFamily } from "./prometheus-text.ts";

/** Rate, errors and durations of exchanges by group of operations, and what was decided about them. */
export interface Metrics {
  begin(): void;
  end(method: string, status: number, milliseconds: number, facts: ExchangeFacts): void;
  /** Counts what became of a request in the cache. */
  cache(result: CacheResult): void;
  /** The exposition in Prometheus' text format 0.0.4. */
  text(state: ResilienceState, store: StoreState): string;
}

/** Upper bounds of the histogram in seconds. */
const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

const methods: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

interface Group {
  readonly name: string;
  /** By method and class of status. */
  readonly requests: Map<string, { readonly method: string; readonly status: string; count: number }>;
  /** One more than there are bounds. */
  readonly buckets: number[];
  seconds: number;
}

/**
 * Counts in memory. Labels are the contract's groups, methods, classes of status and codes of the proxy, so the number of
 * series has an end whatever callers send.
 */
export function createMetrics(): Metrics {
  const groups = new Map<string, Group>();
  const problems = new Map<string, number>();
  const verdicts = new Map<string, number>();
  const cached = new Map<CacheResult, number>();
  let inFlight = 0;

  const count = (counts: Map<string, number>, key: string): void => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  return {
    begin() {
      inFlight += 1;
    },
    end(method, status, milliseconds, { operation, code, request, answer }) {
      inFlight -= 1;
      noteIn(groupOf(groups, operation), methods.has(method) ? method : "other", status, milliseconds / 1000);
      if (code !== undefined) count(problems, code);
      if (request !== undefined) count(verdicts, `request ${keyOf(request)}`);
      if (answer !== undefined) count(verdicts, `answer ${keyOf(answer)}`);
    },
    cache(result) {
      cached.set(result, (cached.get(result) ?? 0) + 1);
    },
    text: (state, { kind: store, reachable, failures }) =>
      [
        writeFamily("so_proxy_requests_total", "counter", "Exchanges that ended.", requestsOf(groups)),
        writeFamily(
          "so_proxy_request_duration_seconds",
          "histogram",
          "From the first sight of a request to the last byte of its answer.",
          durationsOf(groups),
        ),
        writeFamily("so_proxy_requests_in_flight", "gauge", "Exchanges under way.", [["", {}, inFlight]]),
        writeFamily(
          "so_proxy_problems_total",
          "counter",
          "Exchanges that the proxy answered or cut itself.",
          [...problems].map(([code, value]): Sample => ["", { code }, value]),
        ),
        writeFamily(
          "so_proxy_validation_total",
          "counter",
          "Messages held to the contract.",
          verdictsOf(verdicts),
        ),
        writeFamily(
          "so_proxy_cache_total",
          "counter",
          "Requests that came to the cache, by what became of them.",
          [...cached].map(([result, value]): Sample => ["", { result }, value]),
        ),
        writeFamily("so_proxy_store_up", "gauge", "1 while the store of shared state answers.", [
          ["", { store }, reachable ? 1 : 0],
        ]),
        writeFamily("so_proxy_store_failures_total", "counter", "Calls of the store that failed.", [
          ["", { store }, failures],
        ]),
        ...resilienceOf(state),
      ].join(""),
  };
}

function groupOf(groups: Map<string, Group>, operation: Operation | undefined): Group {
  const kind = operation?.group.kind ?? "none";
  const name = operation === undefined ? kind : `${kind}/${operation.group.name}`;
  let group = groups.get(name);
  if (group === undefined) {
    group = {
      name,
      requests: new Map(),
      buckets: Array.from({ length: BOUNDS.length + 1 }, () => 0),
      seconds: 0,
    };
    groups.set(name, group);
  }
  return group;
}

function noteIn(group: Group, method: string, status: number, seconds: number): void {
  const kind = `${Math.floor(status / 100)}xx`;
  const key = `${method} ${kind}`;
  const known = group.requests.get(key);
  if (known === undefined) group.requests.set(key, { method, status: kind, count: 1 });
  else known.count += 1;
  group.seconds += seconds;
  let at = 0;
  while (at < BOUNDS.length && seconds > (BOUNDS[at] ?? 0)) at += 1;
  group.buckets[at] = (group.buckets[at] ?? 0) + 1;
}

function requestsOf(groups: ReadonlyMap<string, Group>): Sample[] {
  return [...groups.values()].flatMap(({ name, requests }) =>
    [...requests.values()].map(
      ({ method, status, count }): Sample => ["", { group: name, method, status }, count],
    ),
  );
}

function durationsOf(groups: ReadonlyMap<string, Group>): Sample[] {
  return [...groups.values()].flatMap(({ name: group, buckets, seconds }) => {
    let sum = 0;
    const samples = buckets.map((value, at): Sample => {
      sum += value;
      return ["_bucket", { group, le: String(BOUNDS[at] ?? "+Inf") }, sum];
    });
    return [...samples, ["_sum", { group }, seconds], ["_count", { group }, sum]] satisfies Sample[];
  });
}

function verdictsOf(verdicts: ReadonlyMap<string, number>): Sample[] {
  return [...verdicts].map(([key, value]): Sample => {
    const [message = "", result = "", reason] = key.split(" ");
    return ["", { message, result, ...(reason !== undefined && { reason }) }, value];
  });
}

/** Why a message was not checked is told apart: a body over the limit is another thing than a file. */
function keyOf(verdict: Verdict): string {
  return verdict.result === "unchecked" ? `unchecked ${verdict.reason}` : verdict.result;
}

function resilienceOf({ circuit, inFlight, queued, retries, shed }: ResilienceState): string[] {
  const states = ["closed", "open", "half-open"].map(
    (state): Sample => ["", { state }, state === circuit ? 1 : 0],
  );
  const sheds = Object.entries(shed).map(([reason, value]): Sample => ["", { reason }, value]);
  return [
    writeFamily("so_proxy_retries_total", "counter", "Attempts after the first.", [["", {}, retries]]),
    writeFamily("so_proxy_shed_total", "counter", "Requests that were not let upstream.", sheds),
    writeFamily("so_proxy_circuit_state", "gauge", "1 for the state of the circuit breaker.", states),
    writeFamily("so_proxy_upstream_in_flight", "gauge", "Places taken, where MAX_CONCURRENT caps them.", [
      ["", {}, inFlight],
    ]),
    writeFamily("so_proxy_upstream_queued", "gauge", "Requests that wait for a place.", [["", {}, queued]]),
  ];
}
