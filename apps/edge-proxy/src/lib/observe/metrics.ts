import type { Operation } from "@so-webapi/operations";
import type { CacheResult } from "../cache/cache-status.ts";
import { groupName } from "../contract/group-name.ts";
import type { ResilienceState } from "../resilience/resilient-upstream.ts";
import type { StoreState } from "../stores/shared-store.ts";
import type { Verdict } from "../validation/verdict.ts";
import { createCounter } from "./counter.ts";
import { createDurations } from "./durations.ts";
import type { ExchangeFacts } from "./exchange.ts";
import { type Sample, writeFamily } from "./prometheus-text.ts";

/** Rate, errors and durations of exchanges, and what was decided about them. */
export interface Metrics {
  begin(): void;
  end(method: string, status: number, milliseconds: number, facts: ExchangeFacts): void;
  /** Counts what became of a request in the cache. */
  cache(result: CacheResult): void;
  /** The exposition in Prometheus' text format 0.0.4. */
  text(states: MetricStates): string;
}

/** What others count, as it is now. */
export interface MetricStates {
  readonly resilience: ResilienceState;
  readonly store: StoreState;
  /** Answers that left the contract, by operation. */
  readonly drift: {
    readonly operations: readonly { readonly operationId: string; readonly invalid: number }[];
  };
}

/** Classes of status (RFC 9110, 15), at their first digit. */
const classes = ["0xx", "1xx", "2xx", "3xx", "4xx", "5xx"];
const methods: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * Counts in memory. Labels are the contract's groups and operations, names of callers and tenants as they are configured,
 * methods, classes of status and codes of the proxy, so the number of series has an end whatever callers send. Histograms, a dozen series each, are by group.
 */
export function createMetrics(): Metrics {
  const requests = createCounter<[group: string, method: string, status: string]>([
    "group",
    "method",
    "status",
  ]);
  const durations = createDurations();
  const callers = createCounter<[caller: string, tenant: string, status: string]>([
    "caller",
    "tenant",
    "status",
  ]);
  const operations = createCounter<[operation: string, status: string]>(["operation", "status"]);
  const operationSeconds = createCounter<[operation: string]>(["operation"]);
  const upstream = createDurations();
  const problems = createCounter<[code: string]>(["code"]);
  const verdicts = createCounter<[message: string, result: string, reason: string]>([
    "message",
    "result",
    "reason",
  ]);
  const cached = createCounter<[result: string]>(["result"]);
  let inFlight = 0;
  return {
    begin() {
      inFlight += 1;
    },
    end(name, code, milliseconds, facts) {
      inFlight -= 1;
      const group = groupOf(facts.operation);
      const method = methods.has(name) ? name : "other";
      const status = classes[Math.floor(code / 100)] ?? "other";
      const seconds = milliseconds / 1000;
      requests.add([group, method, status]);
      durations.note(group, seconds);
      if (facts.caller !== undefined || facts.tenant !== undefined)
        callers.add([facts.caller ?? "", facts.tenant ?? "", status]);
      if (facts.operation !== undefined) {
        const operation = facts.operation.operationId;
        operations.add([operation, status]);
        operationSeconds.add([operation], seconds);
      }
      if (facts.upstreamMs !== undefined) upstream.note(group, facts.upstreamMs / 1000);
      if (facts.code !== undefined) problems.add([facts.code]);
      if (facts.request !== undefined)
        verdicts.add(["request", facts.request.result, reasonOf(facts.request)]);
      if (facts.answer !== undefined) verdicts.add(["answer", facts.answer.result, reasonOf(facts.answer)]);
    },
    cache(result) {
      cached.add([result]);
    },
    text: ({ resilience, store, drift }) => {
      const families: readonly Family[] = [
        ["requests_total", "counter", "Exchanges that ended.", requests.samples()],
        [
          "request_duration_seconds",
          "histogram",
          "From the first sight of a request to the last byte of its answer.",
          durations.samples(),
        ],
        ["requests_in_flight", "gauge", "Exchanges under way.", [["", {}, inFlight]]],
        ["caller_requests_total", "counter", "Exchanges by caller and tenant.", callers.samples()],
        ["operation_requests_total", "counter", "Exchanges by operation.", operations.samples()],
        [
          "operation_seconds_total",
          "counter",
          "What they took together, in seconds.",
          operationSeconds.samples(),
        ],
        [
          "upstream_duration_seconds",
          "histogram",
          "Until the header of the upstream's answer, or of the cache's.",
          upstream.samples(),
        ],
        ["problems_total", "counter", "Exchanges that the proxy answered or cut itself.", problems.samples()],
        ["validation_total", "counter", "Messages held to the contract.", verdicts.samples()],
        ["drift_answers_total", "counter", "Answers that left the contract.", driftOf(drift)],
        ["cache_total", "counter", "Requests that came to the cache.", cached.samples()],
        ...storeOf(store),
        ...resilienceOf(resilience),
      ];
      return families
        .map(([name, type, help, samples]) => writeFamily(`so_proxy_${name}`, type, help, samples))
        .join("");
    },
  };
}

type Family = readonly [
  name: string,
  type: "counter" | "gauge" | "histogram",
  help: string,
  samples: readonly Sample[],
];

/** Names of groups, made once: a text that is new has to be read each time. */
const groups = new WeakMap<Operation["group"], string>();

function groupOf(operation: Operation | undefined): string {
  if (operation === undefined) return "none";
  const { group } = operation;
  let name = groups.get(group);
  if (name === undefined) {
    name = groupName(operation);
    groups.set(group, name);
  }
  return name;
}

/** Why a message was not checked is told apart: a body over the limit is another thing than a file. */
function reasonOf(verdict: Verdict): string {
  return verdict.result === "unchecked" ? verdict.reason : "";
}

function driftOf({ operations }: MetricStates["drift"]): Sample[] {
  return operations
    .filter(({ invalid }) => invalid > 0)
    .map(({ operationId, invalid }): Sample => ["", { operation: operationId }, invalid]);
}

function storeOf({ kind: store, reachable, failures }: StoreState): Family[] {
  return [
    ["store_up", "gauge", "1 while the store of shared state answers.", [["", { store }, reachable ? 1 : 0]]],
    ["store_failures_total", "counter", "Calls of the store that failed.", [["", { store }, failures]]],
  ];
}

function resilienceOf({ circuit, inFlight, queued, retries, shed }: ResilienceState): Family[] {
  const states = ["closed", "open", "half-open"].map(
    (state): Sample => ["", { state }, state === circuit ? 1 : 0],
  );
  const sheds = Object.entries(shed).map(([reason, value]): Sample => ["", { reason }, value]);
  return [
    ["retries_total", "counter", "Attempts after the first.", [["", {}, retries]]],
    ["shed_total", "counter", "Requests that were not let upstream.", sheds],
    ["circuit_state", "gauge", "1 for the state of the circuit breaker.", states],
    ["upstream_in_flight", "gauge", "Places taken, where MAX_CONCURRENT caps them.", [["", {}, inFlight]]],
    ["upstream_queued", "gauge", "Requests that wait for a place.", [["", {}, queued]]],
  ];
}
