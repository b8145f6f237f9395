import { describe, expect, it } from "vitest";
import { pocketAgent } from "../../src/generated/agents/pocket.ts";
import { createClient, SoOptionsError } from "../../src/index.ts";
import { oauth } from "../../src/oauth/index.ts";
import { type Answer, openIssuer } from "../identity/issuer.ts";
import { serve } from "../server.ts";
import { grant, HOUR, openGranting, setUp, store, TOKENS } from "./granting.ts";

describe("oauth", () => {
  it("takes a refresh token for an access token, in the body and once for its life", async () => {
    await using issuer = await openGranting();
    const { token, clock } = setUp(issuer, { clientSecret: "s+cret&" });
    expect(await token()).toBe("a");
    clock.now += HOUR - 61_000;
    expect(await token()).toBe("a");
    const [{ method, headers, body } = expect.fail()] = issuer.asked(TOKENS);
    expect(issuer.seen).toHaveLength(1);
    expect(method).toBe("POST");
    expect(headers["content-type"]).toContain("application/x-www-form-urlencoded");
    expect(headers).not.toHaveProperty("authorization");
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      grant_type: "refresh_token",
      client_id: "app",
      client_secret: "s+cret&",
      refresh_token: "r0",
    });
  });

  it("sends no secret that it was not given", async () => {
    await using issuer = await openGranting();
    await setUp(issuer).token();
    expect(issuer.seen[0]?.body).not.toContain("client_secret");
  });

  it.each([
    ["a minute before its end unless told otherwise", {}, 60_000],
    ["as long before its end as told", { refreshBeforeMs: 600_000 }, 600_000],
    ["at its end if told so", { refreshBeforeMs: 0 }, 0],
    ["not before half of its life, or each request would renew it", { refreshBeforeMs: 2 * HOUR }, HOUR / 2],
  ])("renews a token %s", async (_title, options, before) => {
    await using issuer = await openGranting();
    const { token, clock } = setUp(issuer, options);
    await token();
    clock.now += HOUR - before - 1;
    expect(await token()).toBe("a");
    clock.now += 1;
    expect(await token()).toBe("b");
  });

  it("keeps a token whose end was not told until it is rejected", async () => {
    await using issuer = await openGranting({ expires_in: undefined });
    const { ask, token, clock } = setUp(issuer);
    const first = await ask();
    clock.now += 1000 * HOUR;
    expect(await ask()).toBe(first);
    expect(await token({ rejected: first })).toBe("b");
  });

  it("has one refresh for all requests that wait", async () => {
    await using issuer = await openIssuer();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let count = 0;
    issuer.answer = async () => {
      await held;
      return grant(String(++count));
    };
    const { ask, clock } = setUp(issuer);
    const waiting = Array.from({ length: 20 }, () => ask());
    release();
    expect(new Set(await Promise.all(waiting)).size).toBe(1);
    expect(issuer.seen).toHaveLength(1);
    clock.now += HOUR;
    expect(new Set(await Promise.all(Array.from({ length: 20 }, () => ask()))).size).toBe(1);
    expect(issuer.seen).toHaveLength(2);
  });

  it("renews once for all that were rejected with the same token, and not for one that comes late", async () => {
    await using issuer = await openGranting();
    const { ask } = setUp(issuer);
    const rejected = await ask();
    const [one, two] = await Promise.all([ask({ rejected }), ask({ rejected })]);
    expect(one).toBe(two);
    expect(one).not.toBe(rejected);
    expect(await ask({ rejected })).toBe(one);
    expect(issuer.seen).toHaveLength(2);
  });

  it("goes on refreshing when who waits goes away, and keeps what comes", async () => {
    await using issuer = await openIssuer();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    issuer.answer = async () => {
      await held;
      return grant("a", { refresh_token: "r1" });
    };
    const kept = store();
    const { ask, token } = setUp(issuer, { store: kept });
    const controller = new AbortController();
    const aborted = ask({ signal: controller.signal });
    const staying = token();
    const reason = new Error("the user went away");
    controller.abort(reason);
    await expect(aborted).rejects.toBe(reason);
    release();
    expect(await staying).toBe("a");
    expect(kept.saved).toMatchObject([{ refreshToken: "r1" }]);
    expect(issuer.seen).toHaveLength(1);
    await expect(ask({ signal: AbortSignal.abort(reason) })).resolves.toBeDefined();
  });

  it("starts anew after a refresh that failed", async () => {
    await using issuer = await openIssuer();
    const answers: Answer[] = [[503, "<h1>Later</h1>"], grant("a")];
    issuer.answer = () => answers.shift() ?? [404, {}];
    const { ask, token } = setUp(issuer);
    const failing = await Promise.allSettled([ask(), ask()]);
    expect(failing.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(issuer.seen).toHaveLength(1);
    expect(await token()).toBe("a");
  });
});

describe("a refresh that is refused", () => {
  it.each<[title: string, answer: Answer, expected: object]>([
    [
      "with a code of OAuth's",
      [400, { error: "invalid_grant", error_description: "Revoked by <b>tony</b>" }],
      {
        code: "oauth",
        reason: "refused",
        status: 400,
        error: "invalid_grant",
        description: "Revoked by <b>tony</b>",
      },
    ],
    [
      "with prose for a code",
      [401, { error: "Nope, r0!" }],
      { reason: "refused", status: 401, error: undefined },
    ],
    ["in HTML", [502, "<h1>Bad gateway</h1>"], { reason: "refused", status: 502, error: undefined }],
    [
      "with JSON that is none",
      [500, "{", { "Content-Type": "application/json" }],
      { reason: "refused", status: 500 },
    ],
    [
      "by a redirect",
      [302, "", { Location: "https://elsewhere.example/" }],
      { reason: "refused", status: 302 },
    ],
    ["by a success without a token", [200, {}], { reason: "answer", status: 200 }],
    ["by a token of another kind", grant("a", { token_type: "mac" }), { reason: "answer" }],
    ["by a token that no header can carry", grant("a\r\nX: y"), { reason: "answer" }],
    ["by a success in HTML", [200, "<h1>Sign in</h1>"], { code: "decoding", reason: "media-type" }],
  ])("%s says so, and repeats nothing of it", async (_title, answer, expected) => {
    await using issuer = await openIssuer();
    issuer.answer = () => answer;
    const { ask } = setUp(issuer, { clientSecret: "geheim" });
    const error = await ask().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ ...expected, call: { method: "POST", path: TOKENS } });
    expect((error as Error).message).toMatch(/^POST \/login\/common\/oauth\/tokens: /);
    expect((error as Error).message).not.toMatch(/geheim|r0|tony|Nope|</);
    expect(issuer.seen).toHaveLength(1);
  });

  it("leaves a token that still lives in use, and not one that was rejected", async () => {
    await using issuer = await openIssuer();
    let answer: Answer = grant("a");
    issuer.answer = () => answer;
    const { ask, token, clock } = setUp(issuer);
    const first = await ask();
    answer = [503, {}];
    clock.now += HOUR - 30_000;
    expect(await token()).toBe("a");
    expect(issuer.seen).toHaveLength(2);
    await expect(ask({ rejected: first })).rejects.toMatchObject({ status: 503 });
    clock.now += 30_000;
    await expect(ask()).rejects.toMatchObject({ status: 503 });
  });

  it("for want of an answer is a time-out of its own", async () => {
    await using issuer = await openIssuer();
    issuer.answer = () => new Promise(() => {});
    const { ask } = setUp(issuer, { timeoutMs: 60 });
    await expect(ask()).rejects.toMatchObject({ code: "timeout", timeoutMs: 60 });
  });

  it("for want of a server is a network error", async () => {
    const issuer = await openIssuer();
    const { ask } = setUp(issuer);
    await issuer[Symbol.asyncDispose]();
    await expect(ask()).rejects.toMatchObject({ code: "network" });
  });
});

describe("a client with oauth", () => {
  it("refreshes once for many calls, and again for those that were refused", async () => {
    await using issuer = await openGranting();
    let good = "Bearer 8A:Cust1.a";
    await using api = await serve((response, { headers }) => {
      response.writeHead(headers["authorization"] === good ? 200 : 401, {
        "Content-Type": "application/json",
      });
      response.end("null");
    });
    const so = createClient({ baseUrl: api.url, auth: setUp(issuer).auth, apis: [pocketAgent] });
    const call = () => so.agents.pocket.getMyCallerIDs({});
    const many = async () => (await Promise.all(Array.from({ length: 10 }, call))).map(({ ok }) => ok);
    expect(new Set(await many())).toEqual(new Set([true]));
    expect(issuer.seen).toHaveLength(1);
    good = "Bearer 8A:Cust1.b";
    expect(new Set(await many())).toEqual(new Set([true]));
    expect(issuer.seen).toHaveLength(2);
    expect(api.seen).toHaveLength(30);
  });

  it("says why there is no credential", async () => {
    await using issuer = await openIssuer();
    issuer.answer = () => [400, { error: "invalid_grant" }];
    const so = createClient({ baseUrl: issuer.url, auth: setUp(issuer).auth, apis: [pocketAgent] });
    const { error } = await so.agents.pocket.getMyCallerIDs({});
    expect(error).toMatchObject({ code: "credential", cause: { code: "oauth", error: "invalid_grant" } });
    expect(issuer.seen).toHaveLength(1);
  });
});

it("mistakes in the options are told all at once", () => {
  const wrong = () =>
    oauth({
      environment: "prod" as never,
      clientId: "",
      clientSecret: "",
      timeoutMs: 0,
      refreshBeforeMs: Number.NaN,
    });
  expect(wrong).toThrow(SoOptionsError);
  try {
    wrong();
  } catch (error) {
    expect((error as SoOptionsError).issues.map(({ option }) => option)).toEqual([
      "environment",
      "clientId",
      "clientSecret",
      "timeoutMs",
      "refreshToken",
      "refreshBeforeMs",
    ]);
  }
});

it.each([
  ["http://example.com", "http on another machine"],
  ["https://example.com/login", "a path"],
  ["https://user:pass@example.com", "a password"],
  ["https://example.com?x=1", "a query"],
  ["ftp://127.0.0.1", "another scheme"],
])("an environment with %s is refused for %s", (environment) => {
  const options = { clientId: "app", refreshToken: "r" };
  expect(() => oauth({ ...options, environment: environment as "sod" })).toThrow(SoOptionsError);
});
