import { describe, expect, it } from "vitest";
import { TransportError } from "../transport/transport.ts";
import type { Upstream, UpstreamRequest } from "../upstream/upstream.ts";
import { withBreaker } from "./circuit-breaker.ts";

function breakerOver(failures = 2) {
  const settle: ((outcome: number | TransportError["kind"]) => void)[] = [];
  let now = 0;
  const upstream: Upstream = {
    kind: "test",
    send: () =>
      new Promise((resolve, reject) => {
        settle.push((outcome) => {
          if (typeof outcome === "string") reject(new TransportError(outcome));
          else resolve({ status: outcome, statusText: "", headers: [], body: null });
        });
      }),
  };
  const breaker = withBreaker(upstream, { failures, openMs: 100, clock: () => now, onShed: () => {} });
  const begin = () => {
    const outcome = breaker.upstream.send({} as UpstreamRequest).then(
      (answer) => answer?.status,
      (error: TransportError) => error.kind,
    );
    const answer = settle.shift();
    return {
      outcome,
      answer(how: number | TransportError["kind"]) {
        answer?.(how);
        return outcome;
      },
    };
  };
  return { breaker, begin, pass: (ms: number) => (now += ms) };
}

describe("withBreaker", () => {
  it("opens after failures in a row and not after as many in all", async () => {
    const { breaker, begin } = breakerOver();
    for (const status of [503, 200, 502, 500, 504, 429]) await begin().answer(status);
    expect(breaker.state()).toBe("closed");
    await begin().answer("invalid");
    await begin().answer("timeout");
    expect(breaker.state()).toBe("open");
    expect(await begin().outcome).toBe("unavailable");
  });

  it("does not count callers who go away", async () => {
    const { breaker, begin } = breakerOver(1);
    await begin().answer("aborted");
    expect(breaker.state()).toBe("closed");
  });

  it("lets one request through when it was open long enough, and that one decides", async () => {
    const { breaker, begin, pass } = breakerOver(1);
    const early = begin();
    await begin().answer(503);
    await early.answer(200);
    expect(breaker.state()).toBe("open");
    pass(100);
    const probe = begin();
    expect(await begin().outcome).toBe("unavailable");
    await probe.answer(503);
    expect(breaker.state()).toBe("open");
    pass(100);
    await begin().answer("aborted");
    expect(breaker.state()).toBe("half-open");
    await begin().answer(200);
    expect(breaker.state()).toBe("closed");
    expect(await begin().answer(200)).toBe(200);
  });
});
