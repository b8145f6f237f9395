import { describe, expect, it } from "vitest";
import type { Answer } from "../identity/issuer.ts";
import { asked, HOUR, setUp } from "./ticket-service.ts";

describe("a refusal", () => {
  const date = (ms: number) => ({ Date: new Date(ms).toUTCString() });
  it.each<[title: string, answer: (now: number) => Answer, expected: object]>([
    [
      "that comes as a success",
      (now) => [200, { IsSuccessful: false, Token: null, ErrorMessage: "No such <token>" }, date(now)],
      { reason: "refused", status: 200, description: "No such <token>", skewMs: 0 },
    ],
    ["with a status", (now) => [403, {}, date(now)], { reason: "refused", status: 403 }],
    ["in HTML", (now) => [502, "<h1>Bad gateway</h1>", date(now)], { reason: "refused", status: 502 }],
    [
      "by a redirect",
      (now) => [302, "", { ...date(now), Location: "https://elsewhere.example" }],
      { reason: "refused", status: 302 },
    ],
    [
      "by a clock that is 59 s ahead",
      (now) => [403, {}, date(now + 59_000)],
      { reason: "refused", skewMs: 59_000 },
    ],
    [
      "by a clock that is an hour ahead",
      (now) => [200, { IsSuccessful: false }, date(now + HOUR)],
      { reason: "clock", skewMs: HOUR },
    ],
    [
      "by a clock that is an hour behind",
      (now) => [401, {}, date(now - HOUR)],
      { reason: "clock", skewMs: -HOUR },
    ],
    ["without a token", (now) => [200, { IsSuccessful: true }, date(now)], { reason: "answer" }],
    ["without a word", (now) => [200, {}, date(now)], { reason: "answer" }],
    ["that is a list", (now) => [200, [], date(now)], { reason: "answer" }],
  ])("%s says so, and repeats nothing of it", async (_title, answer, expected) => {
    await using one = await setUp();
    one.issuer.answer = () => answer(one.clock.now);
    const error = await one.ask().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "SoSystemUserError", code: "system-user", ...expected });
    expect((error as Error).message).not.toMatch(/secret|8k8Q|<|Cust/);
  });

  it("for a wrong clock says how far it is off, and in which direction", async () => {
    await using one = await setUp();
    one.issuer.answer = () => [403, {}, date(one.clock.now + HOUR)];
    await expect(one.ask()).rejects.toThrow(
      "this clock is 3600 s behind the server's, and its time is part of what was signed",
    );
    one.issuer.answer = () => [403, {}, date(one.clock.now - HOUR)];
    await expect(one.ask()).rejects.toThrow("this clock is 3600 s ahead of the server's");
  });

  it("is not kept: the next call asks again", async () => {
    await using one = await setUp();
    const { answer } = one.issuer;
    one.issuer.answer = () => [503, {}];
    await expect(one.ask()).rejects.toMatchObject({ status: 503 });
    one.issuer.answer = answer;
    expect(await one.headers()).toEqual(["SoTicket 7T:1==", "secret-1"]);
  });

  it("leaves a ticket that still lives in use", async () => {
    await using one = await setUp();
    const first = await one.ask();
    one.issuer.answer = () => [503, {}];
    one.clock.now += 6 * HOUR - 200_000;
    expect(await one.ask()).toBe(first);
    expect(asked(one)).toBe(2);
    await expect(one.ask({ rejected: first })).rejects.toMatchObject({ status: 503 });
  });

  it("for want of an answer is a time-out", async () => {
    await using one = await setUp({ timeoutMs: 60 });
    one.issuer.answer = () => new Promise(() => {});
    await expect(one.ask()).rejects.toMatchObject({ code: "timeout" });
  });
});
