import { describe, expect, it } from "vitest";
import { readExposition } from "../../../test/support/prometheus.ts";
import { wholeContract } from "../contract/contract.ts";
import { groupName } from "../contract/group-name.ts";
import { createMetrics, type MetricStates } from "./metrics.ts";

const states: MetricStates = {
  resilience: {
    circuit: "open",
    inFlight: 1,
    queued: 2,
    retries: 3,
    shed: { overloaded: 4, unavailable: 5 },
  },
  store: { kind: "redis", reachable: false, failures: 6 },
  drift: { operations: [] },
};

describe("the exposition", () => {
  it("is one that Prometheus reads, empty and full", () => {
    const metrics = createMetrics();
    expect([...readExposition(metrics.text(states)).keys()]).toContain("so_proxy_requests_total");
    const [first, second] = wholeContract.operations;
    if (first === undefined || second === undefined) throw new Error("no operations");
    for (const [at, operation] of [first, second, undefined].entries()) {
      metrics.begin();
      metrics.begin();
      metrics.end("POST", 200 + at * 100, 10 ** at, {
        ...(operation && { operation, upstreamMs: 10 ** at }),
        code: "upstream-timeout",
        request: { result: "ok" },
        caller: "shop",
        ...(at > 0 && { tenant: "Cust1" }),
      });
    }
    metrics.cache("hit");
    metrics.cache("hit");
    const families = readExposition(
      metrics.text({
        ...states,
        drift: {
          operations: [
            { operationId: "one", invalid: 7 },
            { operationId: "two", invalid: 0 },
          ],
        },
      }),
    );
    const value = (family: string, labels: Readonly<Record<string, string>>, suffix = "") =>
      families
        .get(`so_proxy_${family}`)
        ?.samples.find(
          ({ name, labels: found }) =>
            name === `so_proxy_${family}${suffix}` && JSON.stringify(found) === JSON.stringify(labels),
        )?.value;
    expect(value("caller_requests_total", { caller: "shop", status: "2xx" })).toBe(1);
    expect(value("caller_requests_total", { caller: "shop", tenant: "Cust1", status: "3xx" })).toBe(1);
    const group = groupName(first);
    expect(value("operation_requests_total", { operation: first.operationId, status: "2xx" })).toBe(1);
    expect(value("operation_seconds_total", { operation: second.operationId })).toBe(0.01);
    expect(value("upstream_duration_seconds", { group }, "_count")).toBeGreaterThan(0);
    expect(value("request_duration_seconds", { group: "none", le: "0.1" }, "_bucket")).toBe(1);
    expect(value("request_duration_seconds", { group: "none", le: "0.05" }, "_bucket")).toBe(0);
    expect(value("requests_in_flight", {})).toBe(3);
    expect(value("cache_total", { result: "hit" })).toBe(2);
    expect(value("drift_answers_total", { operation: "one" })).toBe(7);
    expect(value("circuit_state", { state: "open" })).toBe(1);
    expect(value("shed_total", { reason: "unavailable" })).toBe(5);
    expect(value("store_up", { store: "redis" })).toBe(0);
    expect(value("store_failures_total", { store: "redis" })).toBe(6);
  });

  it("has an end whatever callers send", () => {
    const metrics = createMetrics();
    for (let n = 0; n < 5_000; n++) metrics.end(`METHOD-${n}`, 200 + (n % 400), n, {});
    const size = metrics.text(states).length;
    for (let n = 5_000; n < 10_000; n++) metrics.end(`METHOD-${n}`, 200 + (n % 400), n, {});
    expect(metrics.text(states).length - size).toBeLessThan(200);
    expect(
      [...readExposition(metrics.text(states)).values()].flatMap(({ samples }) => samples).length,
    ).toBeLessThan(60);
  });
});

describe("the reader of expositions, which judges", () => {
  const head = "# HELP a b\n# TYPE a counter\n";
  it.each([
    ["a line without its end", "# HELP a b\n# TYPE a counter\na 1"],
    ["a sample of no family", "a 1\n"],
    ["a sample of another family", `${head}b 1\n`],
    ["a series twice", `${head}a{x="1"} 1\na{x="1"} 2\n`],
    ["a family twice", `${head}${head}`],
    ["a quote that is not escaped", `${head}a{x="""} 1\n`],
    ["a value that is none", `${head}a one\n`],
    [
      "a histogram without an end",
      '# HELP a b\n# TYPE a histogram\na_bucket{le="1"} 1\na_sum 1\na_count 1\n',
    ],
    [
      "a histogram that shrinks",
      '# HELP a b\n# TYPE a histogram\na_bucket{le="1"} 2\na_bucket{le="+Inf"} 1\na_sum 1\na_count 1\n',
    ],
  ])("refuses %s", (_what, text) => {
    expect(() => readExposition(text)).toThrow();
  });
});
