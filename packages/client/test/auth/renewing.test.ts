import { describe, expect, it } from "vitest";
import { contact } from "../../src/generated/entities/contact.ts";
import { type Auth, basic, bearer, createClient, renewing } from "../../src/index.ts";
import { serve } from "../server.ts";

/** Takes one token and refuses all others. */
const taking = (token: string) =>
  serve((response, { headers }) => {
    const isGood = headers.authorization === `Bearer ${token}`;
    response.writeHead(isGood ? 200 : 401, { "Content-Type": "application/json" }).end("{}");
  });
const client = (baseUrl: string, auth: Auth) => createClient({ baseUrl, auth, apis: [contact] });
const tokens = (seen: readonly { headers: object }[]) =>
  seen.map(({ headers }) => (headers as Record<string, string>).authorization);

describe("after a 401", () => {
  it("a function is asked once more, told what was refused, and the request made once more, a write too", async () => {
    await using server = await taking("8A:new");
    const old = bearer("8A:old");
    const asked: unknown[] = [];
    const so = client(server.url, ({ rejected }) => {
      asked.push(rejected);
      return rejected ? bearer("8A:new") : old;
    });
    expect(await so.contact.create({ Name: "a" })).toMatchObject({ ok: true });
    expect(asked).toEqual([undefined, old]);
    expect(asked[1]).toBe(old);
    expect(server.seen.map(({ body }) => body)).toEqual(['{"Name":"a"}', '{"Name":"a"}']);
    expect(tokens(server.seen)).toEqual(["Bearer 8A:old", "Bearer 8A:new"]);
  });

  it("it is asked no more often", async () => {
    await using server = await taking("8A:none");
    let count = 0;
    const { error } = await client(server.url, () => bearer(`8A:${++count}`)).contact.get(7);
    expect(error).toMatchObject({ code: "status", status: 401, family: "client" });
    expect(tokens(server.seen)).toEqual(["Bearer 8A:1", "Bearer 8A:2"]);
  });

  it.each([
    ["the credential is a fixed one", bearer("8A:x")],
    [
      "the function gives the same one",
      (() => {
        const same = bearer("8A:x");
        return () => same;
      })(),
    ],
  ] as [string, Auth][])("nothing is made again when %s", async (_title, auth) => {
    await using server = await taking("8A:none");
    expect((await client(server.url, auth).contact.get(7)).error).toMatchObject({ status: 401 });
    expect(server.seen).toHaveLength(1);
  });

  it("a body that can be read only once is not sent again, but the function hears of it", async () => {
    await using server = await taking("8A:new");
    let told = 0;
    const auth: Auth = ({ rejected }) => {
      if (rejected) told++;
      return bearer(rejected ? "8A:new" : "8A:old");
    };
    const stream = new Blob(["abc"]).stream();
    expect((await client(server.url, auth).contact.saveImage(7, stream)).error).toMatchObject({
      status: 401,
    });
    expect([told, server.seen.length]).toEqual([1, 1]);
  });

  it("the caller's own Authorization stays what it is", async () => {
    await using server = await taking("8A:new");
    const auth = () => bearer("8A:new");
    const headers = { Authorization: "Bearer 8A:mine" };
    expect((await client(server.url, auth).contact.get(7, { headers })).ok).toBe(false);
    expect(tokens(server.seen)).toEqual(["Bearer 8A:mine"]);
  });

  it("the headers of the old credential are gone", async () => {
    await using server = await taking("8A:new");
    const { soTicket } = await import("../../src/index.ts");
    const auth: Auth = ({ rejected }) =>
      rejected ? bearer("8A:new") : soTicket("7T:a", { appToken: "secret" });
    expect((await client(server.url, auth).contact.get(7)).ok).toBe(true);
    expect(server.seen.map(({ headers }) => headers["so-apptoken"])).toEqual(["secret", undefined]);
  });
});

describe("a credential that is renewed", () => {
  it("is got once for many calls, and kept", async () => {
    await using server = await taking("8A:1");
    let count = 0;
    const so = client(
      server.url,
      renewing(async () => bearer(`8A:${++count}`)),
    );
    const results = await Promise.all([1, 2, 3].map((id) => so.contact.get(id)));
    results.push(await so.contact.get(4));
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    expect(count).toBe(1);
  });

  it("is renewed once when many calls are refused at the same time", async () => {
    await using server = await taking("8A:2");
    let count = 0;
    const so = client(
      server.url,
      renewing(async () => bearer(`8A:${++count}`)),
    );
    const results = await Promise.all([1, 2, 3, 4, 5].map((id) => so.contact.get(id)));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(count).toBe(2);
  });

  it("is renewed ahead of its end", async () => {
    let time = 0;
    let count = 0;
    const auth = renewing(async () => ({ credential: bearer(`8A:${++count}`), expiresInMs: 3_600_000 }), {
      now: () => time,
    });
    const { signal } = new AbortController();
    const ask = async (at: number) => {
      time = at;
      await auth({ signal });
      return count;
    };
    expect([await ask(0), await ask(3_539_999), await ask(3_540_000), await ask(7_000_000)]).toEqual([
      1, 1, 2, 2,
    ]);
  });

  it("goes through the single flight that was given", async () => {
    const keys: string[] = [];
    const auth = renewing(async () => basic("a", "b"), {
      singleFlight: (key, work) => {
        keys.push(key);
        return work();
      },
    });
    await auth({ signal: new AbortController().signal });
    expect(keys).toEqual(["renew"]);
  });

  it("is got for all, though the first who asked has left", async () => {
    await using server = await taking("8A:1");
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const so = client(
      server.url,
      renewing(async () => {
        await opened;
        return bearer("8A:1");
      }),
    );
    const first = so.contact.get(1, { timeoutMs: 20 });
    const second = so.contact.get(2);
    expect((await first).error).toMatchObject({ code: "timeout" });
    open();
    expect((await second).ok).toBe(true);
  });

  it("whose renewal fails is a credential error, and the next call tries again", async () => {
    await using server = await taking("8A:1");
    let count = 0;
    const so = client(
      server.url,
      renewing(async () => {
        if (++count === 1) throw new Error("vault");
        return bearer("8A:1");
      }),
    );
    expect((await so.contact.get(1)).error).toMatchObject({
      code: "credential",
      cause: { message: "vault" },
    });
    expect((await so.contact.get(1)).ok).toBe(true);
  });
});
