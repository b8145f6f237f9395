import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../src/config/config.ts";
import {
  type CallerOptions,
  createProxy,
  hashApiKey,
  memoryRateStore,
  type RateStore,
  takeFrom,
} from "../src/lib/index.ts";
import { type Answer, ask } from "./support/client.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { startWorker } from "./support/programs.ts";
import { smallProxy } from "./support/small-proxy.ts";

const json = { "content-type": "application/json" };
const path = "/api/v1/Thing/5";
let upstream: HttpUpstream;
let now = Date.UTC(2026, 10, 22);
const clock = () => now;

beforeAll(async () => {
  upstream = await httpUpstream();
  upstream.answer((response) => response.writeHead(200, { ...json, ratelimit: '"upstream";r=1' }).end("{}"));
});
afterAll(() => upstream?.close());

async function caller(name: string, over: Partial<CallerOptions>): Promise<CallerOptions> {
  return { name, apiKeys: [await hashApiKey(name, "0123456789abcdef")], ...over } as CallerOptions;
}

const withKey = (address: string, key: string, method = "GET", at = path): Promise<Answer> =>
  ask(address, {
    method,
    path: at,
    headers: { "x-api-key": key, ...json },
    ...(method === "PUT" && { body: "{}" }),
  });

describe("a policy", () => {
  it.each([
    { policy: {}, read: 200, write: 200 },
    { policy: { readOnly: true }, read: 200, write: 403 },
    { policy: { operations: ["*"] }, read: 200, write: 200 },
    { policy: { operations: ["entities/*"], readOnly: true }, read: 200, write: 403 },
    { policy: { operations: ["ENTITIES/thing"] }, read: 200, write: 200 },
    { policy: { operations: ["write"] }, read: 403, write: 200 },
    { policy: { operations: ["write"], readOnly: true }, read: 403, write: 403 },
  ])("$policy answers a read $read and a write $write, and what is refused stays here", async (row) => {
    const proxy = await smallProxy(upstream.url, { callers: [await caller("erp", { policy: row.policy })] });
    try {
      const before = upstream.seen.length;
      const read = await withKey(proxy.address, "erp");
      const write = await withKey(proxy.address, "erp", "PUT");
      expect({ read: read.status, write: write.status }).toEqual({ read: row.read, write: row.write });
      for (const answer of [read, write])
        if (answer.status === 403) expect(answer.json.code).toBe("operation-refused");
      // In the table what may not be read is not listed, and what may not be written writes.
      if (read.status === 403)
        expect(read.json).toMatchObject({
          operation: "read",
          detail: "read is none of the operations that the caller may call.",
        });
      if (write.status === 403)
        expect(write.json).toMatchObject({
          operation: "write",
          detail: "write may change something, and the caller may only read.",
        });
      const passed = [row.read, row.write].filter((status) => status === 200).length;
      expect(upstream.seen.length - before).toBe(passed);
      await expect.poll(() => proxy.log.length).toBe(2);
      expect(proxy.log.map(({ operationId }) => operationId)).toEqual(["read", "write"]);
    } finally {
      await proxy.close();
    }
  });

  it("holds for HEAD as for GET", async () => {
    const proxy = await smallProxy(upstream.url, {
      callers: [await caller("erp", { policy: { operations: ["write"] } })],
    });
    try {
      expect((await withKey(proxy.address, "erp", "HEAD")).status).toBe(403);
    } finally {
      await proxy.close();
    }
  });

  it("that names no operation is refused when the proxy is made", async () => {
    const callers = [await caller("erp", { policy: { operations: ["entities/contcat"] } })];
    expect(() => createProxy({ upstream: { kind: "samples", samples: [] }, callers })).toThrow(
      "a policy names no operation by entities/contcat",
    );
  });

  it("is checked with its place in a configuration", async () => {
    const ownCredentials = true;
    const operations = ["agents/contact", "v1ContactEntity_GetAll", "agents/contcat", 5];
    const read = readConfig(
      {},
      {
        callers: [
          { name: "a", ownCredentials, policy: { operations, readonly: true } },
          { name: "b", apiKeys: [await hashApiKey("b", "saltsalt")], rate: { requests: 0 } },
        ],
      },
    );
    expect(read.ok ? [] : read.errors.map((error) => error.split(" ")[0])).toEqual([
      "callers[0].policy.operations[2]",
      "callers[0].policy.operations[3]",
      "callers[0].policy.readonly",
      "callers[1].rate.requests",
      "callers[1].rate.seconds",
    ]);
  });
});

describe("a rate", () => {
  it("is told in every answer, and used up it is 429 until the next one is there", async () => {
    const callers = [
      await caller("erp", { rate: { requests: 3, seconds: 60 } }),
      await caller("shop", { rate: { requests: 1, seconds: 1 } }),
    ];
    const proxy = await smallProxy(upstream.url, { callers, clock });
    const told = ({ status, headers }: Answer) => [
      status,
      headers["ratelimit-policy"],
      headers["ratelimit"],
      headers["retry-after"],
    ];
    try {
      const before = upstream.seen.length;
      const policy = '"caller";q=3;w=60';
      expect(told(await withKey(proxy.address, "erp"))).toEqual([
        200,
        policy,
        '"caller";r=2;t=20',
        undefined,
      ]);
      const unknown = await withKey(proxy.address, "erp", "GET", "/api/v1/Nothing");
      expect(told(unknown)).toEqual([404, policy, '"caller";r=1;t=40', undefined]);
      expect(told(await withKey(proxy.address, "erp"))).toEqual([
        200,
        policy,
        '"caller";r=0;t=60',
        undefined,
      ]);
      const refused = await withKey(proxy.address, "erp");
      expect(told(refused)).toEqual([429, policy, '"caller";r=0;t=60', "20"]);
      expect(refused.json.code).toBe("rate-exceeded");
      expect(refused.json["violated-policies"]).toEqual(["caller"]);
      expect((await withKey(proxy.address, "shop")).status).toBe(200);
      now += 19_999;
      expect((await withKey(proxy.address, "erp")).headers["retry-after"]).toBe("1");
      now += 1;
      expect((await withKey(proxy.address, "erp")).status).toBe(200);
      expect(upstream.seen.length - before).toBe(4);
    } finally {
      await proxy.close();
    }
  });

  it("counts nobody who is not known", async () => {
    let asked = 0;
    const store = memoryRateStore();
    const rateStore: RateStore = {
      take(...args) {
        asked++;
        return store.take(...args);
      },
    };
    const proxy = await smallProxy(upstream.url, {
      callers: [await caller("erp", { rate: { requests: 1, seconds: 60 } })],
      rateStore,
    });
    try {
      for (let each = 0; each < 3; each++) await withKey(proxy.address, "wrong");
      expect(asked).toBe(0);
      expect((await withKey(proxy.address, "erp")).status).toBe(200);
    } finally {
      await proxy.close();
    }
  });

  it("is never exceeded by requests at the same time", async () => {
    const callers = [await caller("erp", { rate: { requests: 5, seconds: 3600 } })];
    const proxy = await smallProxy(upstream.url, { callers, clock });
    try {
      const answers = await Promise.all(Array.from({ length: 20 }, () => withKey(proxy.address, "erp")));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    } finally {
      await proxy.close();
    }
  });

  it("holds in a Worker too", async () => {
    const hash = await hashApiKey("erp", "0123456789abcdef");
    const policy = { operations: ["agents/contact"] };
    const rate = { requests: 2, seconds: 3600 };
    const program = await startWorker({
      CONFIG: JSON.stringify({ callers: [{ name: "erp", apiKeys: [hash], policy, rate }] }),
    });
    try {
      const paths = ["/api/v1/Agents/Person/GetPerson", "/api/v1/Agents/Contact/GetMyActiveContacts"];
      const statuses: number[] = [];
      for (const at of [...paths, ...paths]) {
        const headers = { "x-api-key": "erp", ...json };
        statuses.push((await ask(program.address, { method: "POST", path: at, headers, body: "{}" })).status);
      }
      expect(statuses).toEqual([403, 200, 429, 429]);
    } finally {
      await program.stop();
    }
  });
});

describe("the store of rates in memory", () => {
  it.each([
    { requests: 1, seconds: 1 },
    { requests: 3, seconds: 60 },
    { requests: 7, seconds: 1 },
    { requests: 1000, seconds: 3 },
  ])("lets through $requests at once, and then one each time that one came back", (rate) => {
    const store = memoryRateStore();
    const take = (at: number) => store.take("a", rate, at) as Awaited<ReturnType<RateStore["take"]>>;
    for (let left = rate.requests - 1; left >= 0; left--)
      expect(take(0)).toMatchObject({ allowed: true, remaining: left });
    const refused = take(0);
    expect(refused).toMatchObject({ allowed: false, remaining: 0 });
    expect(refused.retryMs).toBeCloseTo((rate.seconds * 1000) / rate.requests, 3);
    expect(take(refused.retryMs - 1).allowed).toBe(false);
    expect(take(refused.retryMs).allowed).toBe(true);
    expect(take(refused.retryMs).allowed).toBe(false);
  });

  it("does not let a clock that goes back give anything away", () => {
    const rate = { requests: 1, seconds: 1 };
    const { fullAt } = takeFrom(0, rate, 10_000);
    expect(takeFrom(fullAt, rate, 9_000).taken.allowed).toBe(false);
  });

  it("stays small, and forgets the ones longest unused first", () => {
    const store = memoryRateStore(100);
    const rate = { requests: 1, seconds: 3600 };
    for (let each = 0; each < 1_000; each++) {
      store.take(`k${each}`, rate, 0);
      store.take("kept", rate, 0);
    }
    expect(store.take("kept", rate, 0)).toMatchObject({ allowed: false });
    expect(store.take("k999", rate, 0)).toMatchObject({ allowed: false });
    expect(store.take("k0", rate, 0)).toMatchObject({ allowed: true });
  });
});
