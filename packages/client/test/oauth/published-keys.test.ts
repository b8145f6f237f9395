import { describe, expect, it } from "vitest";
import { publishedKeys } from "../../src/oauth/index.ts";
import { jwk, published } from "../identity/issuer.ts";
import { begin, KEYS, type Session } from "./begin.ts";

describe("published keys", () => {
  const keysOf = (session: Session) => publishedKeys(session.origin, { now: session.clock.read });

  it("are fetched once for an hour, and once for all who wait", async () => {
    await using session = await begin();
    const keys = keysOf(session);
    await Promise.all(Array.from({ length: 5 }, () => session.exchange({ keys })));
    session.clock.now += 3_599_999;
    await session.exchange({ keys });
    expect(session.issuer.asked(KEYS)).toHaveLength(1);
    session.clock.now += 1;
    await session.exchange({ keys });
    expect(session.issuer.asked(KEYS)).toHaveLength(2);
  });

  it("are fetched anew for a kid that they lack, but not for each that somebody makes up", async () => {
    await using session = await begin();
    const keys = keysOf(session);
    expect(await keys.find("one")).toHaveLength(1);
    session.clock.now += 29_999;
    for (const kid of ["a", "b", "c"]) expect(await keys.find(kid)).toEqual([]);
    expect(session.issuer.asked(KEYS)).toHaveLength(1);
    session.clock.now += 1;
    session.issuer.keys = [jwk(published.publicKey, { kid: "two" })];
    expect(await keys.find("two")).toHaveLength(1);
    expect(await keys.find("one")).toEqual([]);
    expect(session.issuer.asked(KEYS)).toHaveLength(2);
  });

  it("that cannot be fetched are no reason to trust", async () => {
    await using session = await begin();
    const fetch = () => Response.json({ keys: [] }, { status: 503 });
    const keys = publishedKeys(session.origin, { now: session.clock.read, fetch });
    await expect(session.exchange({ keys })).rejects.toMatchObject({ code: "status", status: 503 });
  });

  it.each([{ use: "enc" }, { alg: "RS512" }, { kty: "EC" }])(
    "that are for something else are passed over: %j",
    async (more) => {
      await using session = await begin();
      session.issuer.keys = [jwk(published.publicKey, more)];
      await expect(session.exchange()).rejects.toMatchObject({ code: "token", reason: "key" });
    },
  );

  it("that are too short to be safe are passed over", async () => {
    await using session = await begin();
    session.issuer.keys = [
      { kty: "RSA", kid: "one", n: Buffer.alloc(128, 0xff).toString("base64url"), e: "AQAB" },
    ];
    await expect(session.exchange()).rejects.toMatchObject({ code: "token", reason: "key" });
  });
});
