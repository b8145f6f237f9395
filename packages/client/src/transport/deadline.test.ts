import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SoNetworkError } from "../errors/so-error.ts";
import { startDeadline } from "./deadline.ts";

const call = { method: "GET", path: "/" };

describe("a deadline", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("ends waiting work, whether or not the work listens", async () => {
    const deadline = startDeadline({ call, timeoutMs: 1000 });
    const waiting = deadline.race(
      () => new Promise(() => {}),
      (options) => new SoNetworkError(options),
    );
    const outcome = expect(waiting).rejects.toMatchObject({ code: "timeout", timeoutMs: 1000 });
    await vi.advanceTimersByTimeAsync(1000);
    await outcome;
    expect(deadline.signal.reason).toMatchObject({ code: "timeout" });
  });

  it("holds no timer after its release", () => {
    const deadline = startDeadline({ call, timeoutMs: 1000 });
    expect(vi.getTimerCount()).toBe(1);
    deadline.release();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("holds no timer at all for an endless wait", () => {
    startDeadline({ call, timeoutMs: Number.POSITIVE_INFINITY });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("keeps the first reason of two", async () => {
    const controller = new AbortController();
    const deadline = startDeadline({ call, signal: controller.signal, timeoutMs: 10 });
    controller.abort("gone");
    await vi.advanceTimersByTimeAsync(20);
    expect(deadline.signal.reason).toMatchObject({ code: "abort", cause: "gone" });
  });
});
