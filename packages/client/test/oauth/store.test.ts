import { describe, expect, it } from "vitest";
import type { OAuthTokens, TokenStore } from "../../src/oauth/index.ts";
import { clockAt, openIssuer } from "../identity/issuer.ts";
import { grant, HOUR, openGranting, setUp, store } from "./granting.ts";

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
