import { describe, expect, it } from "vitest";
import { pocketAgent } from "../../src/generated/agents/pocket.ts";
import { createClient, SoOptionsError } from "../../src/index.ts";
import { type OAuthOptions, type OAuthTokens, oauth, type TokenStore } from "../../src/oauth/index.ts";
import { type Answer, clockAt, type Issuer, openIssuer } from "../identity/issuer.ts";
import { serve } from "../server.ts";

const TOKENS = "/login/common/oauth/tokens";
const HOUR = 3_600_000;

const grant = (token: string, more: object = {}): Answer => [
  200,
  { token_type: "Bearer", access_token: `8A:Cust1.${token}`, expires_in: 3600, ...more },
];

/** Grants tokens a, b, c, … */
async function openGranting(more: object = {}): Promise<Issuer> {
  const issuer = await openIssuer();
  let count = 0;
  issuer.answer = () => grant(String.fromCharCode(97 + count++), more);
  return issuer;
}

function store(first?: OAuthTokens): TokenStore & { saved: OAuthTokens[]; loads: number } {
  const kept = {
    saved: first ? [first] : [],
    loads: 0,
    load: async () => {
      kept.loads++;
      return kept.saved.at(-1);
    },
    save: async (tokens: OAuthTokens) => {
      kept.saved.push(tokens);
    },
  };
  return kept;
}

function setUp(issuer: Issuer, options: Partial<OAuthOptions> = {}) {
  const clock = clockAt();
  const environment = issuer.url as `http://${string}`;
  const auth = oauth({ environment, clientId: "app", refreshToken: "r0", now: clock.read, ...options });
  const ask = async (more: Partial<Parameters<typeof auth>[0]> = {}) =>
    auth({ signal: new AbortController().signal, ...more });
  /** The token of a credential, as a server sees it. */
  const token = async (more: Partial<Parameters<typeof auth>[0]> = {}) =>
    (await ask(more)).applyTo(new Request("http://x")).headers.get("Authorization")?.slice(16);
  return { clock, auth, ask, token };
}

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

describe("a store", () => {
  const stored = (
    token: string,
    expiresAt: number | null,
    refreshToken: string | null = "r7",
  ): OAuthTokens => ({
    accessToken: `8A:Cust1.${token}`,
    expiresAt,
    refreshToken,
  });

  it("gives tokens that live, and nothing is asked", async () => {
    await using issuer = await openGranting();
    const kept = store(stored("z", clockAt().now + HOUR));
    const { token } = setUp(issuer, { store: kept });
    expect([await token(), await token()]).toEqual(["z", "z"]);
    expect(issuer.seen).toEqual([]);
    expect(kept.loads).toBe(1);
  });

  it("has its refresh token preferred to the option's, and keeps what is new", async () => {
    await using issuer = await openGranting();
    const kept = store(stored("z", clockAt().now - 1));
    const { token, clock } = setUp(issuer, { store: kept });
    expect(await token()).toBe("a");
    expect(issuer.seen[0]?.body).toContain("refresh_token=r7");
    expect(kept.saved.at(-1)).toEqual(stored("a", clock.now + HOUR));
  });

  it("gets each refresh token that a server gives in place of another, and the next refresh uses it", async () => {
    await using issuer = await openIssuer();
    let count = 0;
    issuer.answer = (form) => {
      const ok = form.get("refresh_token") === `r${count}`;
      return ok ? grant("x", { refresh_token: `r${++count}` }) : [400, { error: "invalid_grant" }];
    };
    const kept = store();
    const { token, clock } = setUp(issuer, { store: kept });
    for (let round = 0; round < 3; round++) {
      await token();
      clock.now += HOUR;
    }
    expect(kept.saved.map(({ refreshToken }) => refreshToken)).toEqual(["r1", "r2", "r3"]);
  });

  it("shows what another process has refreshed", async () => {
    await using issuer = await openGranting();
    const kept = store();
    const { token, clock } = setUp(issuer, { store: kept });
    await token();
    clock.now += HOUR;
    kept.saved.push(stored("other", clock.now + HOUR));
    expect(await token()).toBe("other");
    expect(issuer.seen).toHaveLength(1);
  });

  it("helps when another process used the refresh token up at the same time", async () => {
    await using issuer = await openIssuer();
    const kept = store();
    const { token, clock } = setUp(issuer, { store: kept });
    issuer.answer = () => {
      kept.saved.push(stored("other", clock.now + HOUR));
      return [400, { error: "invalid_grant" }];
    };
    expect(await token()).toBe("other");
  });

  it("that fails to save fails the call, and is tried again before the next", async () => {
    await using issuer = await openGranting();
    const kept = store();
    let isBroken = true;
    const save: TokenStore["save"] = (tokens) =>
      isBroken ? Promise.reject(new Error("disk full")) : kept.save(tokens);
    const { ask, token } = setUp(issuer, { store: { load: kept.load, save } });
    await expect(ask()).rejects.toMatchObject({
      code: "oauth",
      reason: "store",
      cause: { message: "disk full" },
    });
    await expect(ask()).rejects.toMatchObject({ reason: "store" });
    isBroken = false;
    expect(await token()).toBe("a");
    expect(kept.saved).toHaveLength(1);
    expect(issuer.seen).toHaveLength(1);
  });

  it("that fails to load fails the call with its own error", async () => {
    await using issuer = await openGranting();
    const error = new Error("no connection");
    const { ask } = setUp(issuer, { store: { load: () => Promise.reject(error), save: () => {} } });
    await expect(ask()).rejects.toBe(error);
  });

  it("that is empty, with no refresh token beside it, says that the user must sign in", async () => {
    await using issuer = await openGranting();
    const { ask } = setUp(issuer, { store: store(), refreshToken: undefined });
    await expect(ask()).rejects.toMatchObject({ code: "oauth", reason: "no-refresh-token" });
    expect(issuer.seen).toEqual([]);
  });

  it("can be shared under a lock of one's own", async () => {
    await using issuer = await openGranting();
    const kept = store();
    let last = Promise.resolve();
    const keys: string[] = [];
    const lock = <Value>(key: string, work: () => Promise<Value>): Promise<Value> => {
      keys.push(key);
      const turn = last.then(work);
      last = turn.then(
        () => {},
        () => {},
      );
      return turn;
    };
    const processes = [1, 2, 3].map(() => setUp(issuer, { store: kept, singleFlight: lock }));
    expect(await Promise.all(processes.map(({ token }) => token()))).toEqual(["a", "a", "a"]);
    expect(issuer.seen).toHaveLength(1);
    expect(new Set(keys)).toEqual(new Set(["oauth"]));
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
    oauth({ environment: "prod" as never, clientId: "", clientSecret: "", refreshBeforeMs: Number.NaN });
  expect(wrong).toThrow(SoOptionsError);
  try {
    wrong();
  } catch (error) {
    expect((error as SoOptionsError).issues.map(({ option }) => option)).toEqual([
      "environment",
      "clientId",
      "clientSecret",
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
