import { describe, expect, it } from "vitest";
import { Stop } from "./stop.ts";

describe("Stop", () => {
  it("tells its listeners once, with the first reason, and not those that were taken off", () => {
    const stop = new Stop();
    const told: string[] = [];
    const unwanted = (): void => void told.push("unwanted");
    stop.on(() => told.push(`first ${stop.reason}`));
    stop.on(unwanted);
    stop.off(unwanted);
    stop.abort("late");
    stop.abort("again");
    expect({ told, aborted: stop.aborted, reason: stop.reason }).toEqual({
      told: ["first late"],
      aborted: true,
      reason: "late",
    });
  });

  it("lets a listener take another off while it aborts", () => {
    const stop = new Stop();
    const told: string[] = [];
    const second = (): void => void told.push("second");
    stop.on(() => stop.off(second));
    stop.on(second);
    stop.abort("x");
    expect(told).toEqual(["second"]);
  });

  it("becomes an AbortSignal, made before or after it aborts", () => {
    const before = new Stop();
    const { signal } = before;
    expect(signal.aborted).toBe(false);
    before.abort("x");
    expect(signal.reason).toBe("x");
    const after = new Stop();
    after.abort("y");
    expect(after.signal.reason).toBe("y");
  });

  it("follows an AbortSignal, whether that has aborted or will", () => {
    const controller = new AbortController();
    const stop = Stop.of(controller.signal);
    expect(stop.aborted).toBe(false);
    controller.abort("x");
    expect(stop.reason).toBe("x");
    expect(Stop.of(controller.signal).reason).toBe("x");
  });
});
