import { describe, expect, test } from "vitest";
import { ControlError, createSandbox, type Sandbox, type SandboxOptions } from "../../src/index.ts";
import { openTestTenant, TEST_NOW } from "../harness/tenant.ts";

const headers = { authorization: `Basic ${btoa("tje0:Tje0")}`, "content-type": "application/json" };
const open = (options: SandboxOptions = {}): Promise<Sandbox> =>
  createSandbox({ clock: () => TEST_NOW, random: () => 0.5, ...options });

async function rowsOf(sandbox: Sandbox, table: string): Promise<readonly unknown[]> {
  return (await sandbox.snapshot()).storage.tables[table] ?? [];
}

const createContact = (name: string) =>
  new Request("http://sandbox/api/v1/Contact", {
    method: "POST",
    headers,
    body: JSON.stringify({ Name: name }),
  });

describe("state", () => {
  test("the same clock, random function, seed and calls give the same ids and bytes", async () => {
    const runs = await Promise.all(
      [1, 2].map(async () => {
        const sandbox = await open();
        const answers: string[] = [];
        for (const name of ["Fjord Works", "Harbour Tools"])
          answers.push(await (await sandbox.fetch(createContact(name))).text());
        sandbox.advanceClock({ hours: 1 });
        answers.push(await (await sandbox.fetch(createContact("Lake Bakery"))).text());
        return { answers, snapshot: JSON.stringify(await sandbox.snapshot()) };
      }),
    );
    expect(JSON.parse(runs[0]?.answers[0] ?? "").ContactId).toBeGreaterThan(0);
    expect(runs[0]).toEqual(runs[1]);
  });

  test("reset brings back the seed, the clock and the tenant's state, and forgets faults and requests", async () => {
    const sandbox = await open();
    const before = await sandbox.snapshot();
    await sandbox.fetch(createContact("Fjord Works"));
    sandbox.advanceClock({ days: 2 });
    sandbox.setTenantState("Suspended");
    sandbox.faults.add({ kind: "latency", milliseconds: 1, times: "always" });
    expect(await sandbox.snapshot()).not.toEqual(before);
    await sandbox.reset();
    expect(await sandbox.snapshot()).toEqual(before);
    expect(sandbox.now()).toBe(TEST_NOW);
    expect(sandbox.faults.list()).toEqual([]);
    expect(sandbox.requests).toEqual([]);
    expect((await sandbox.fetch(createContact("Fjord Works"))).status).toBe(200);
  });

  test("restore puts data and clock back to where the snapshot was taken, also after JSON", async () => {
    const sandbox = await open();
    await sandbox.fetch(createContact("Fjord Works"));
    sandbox.advanceClock({ minutes: 5 });
    const kept = await sandbox.snapshot();
    await sandbox.fetch(createContact("Harbour Tools"));
    sandbox.advanceClock({ hours: 5 });
    await sandbox.restore(JSON.parse(JSON.stringify(kept)));
    expect(await sandbox.snapshot()).toEqual(kept);
    expect(sandbox.now()).toBe(TEST_NOW + 300_000);
    expect(JSON.stringify(await rowsOf(sandbox, "contacts"))).not.toContain("Harbour Tools");
  });

  test("users of a restored snapshot can sign in at once, those that came later cannot", async () => {
    const sandbox = await open();
    const kept = structuredClone(await sandbox.snapshot());
    const users = kept.storage.tables["users"] ?? [];
    const renamed = users.map((user) => ({ ...user, userName: `${user["userName"]}x` }));
    const tables = { ...kept.storage.tables, users: renamed };
    expect((await sandbox.fetch(createContact("A"))).status).toBe(200);
    await sandbox.restore({ ...kept, storage: { ...kept.storage, tables } });
    expect((await sandbox.fetch(createContact("B"))).status).toBe(401);
  });

  test.each([
    ["no object", null, ""],
    ["another form", { version: 2, clockOffset: 0, storage: { schema: 1, tables: {} } }, "/version"],
    ["no clock", { version: 1, storage: { schema: 1, tables: {} } }, "/clockOffset"],
    ["no storage", { version: 1, clockOffset: 0, storage: [] }, "/storage"],
    ["another schema", { version: 1, clockOffset: 0, storage: { schema: 99, tables: {} } }, "/storage"],
    [
      "a field too many",
      { version: 1, clockOffset: 0, storage: { schema: 1, tables: {} }, more: 1 },
      "/more",
    ],
  ])("a snapshot that is %s is refused with its place, and nothing changes", async (_, value, pointer) => {
    const sandbox = await open();
    const before = await sandbox.snapshot();
    const error = await sandbox.restore(value as never).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ControlError);
    expect((error as ControlError).errors.map((misfit) => misfit.pointer)).toEqual([pointer]);
    expect(await sandbox.snapshot()).toEqual(before);
  });

  test("a sandbox that was closed answers 503 and what was under way is answered", async () => {
    const sandbox = await open();
    const underWay = sandbox.fetch(createContact("Fjord Works"));
    await sandbox.close();
    expect((await underWay).status).toBe(200);
    const late = await sandbox.fetch(createContact("Harbour Tools"));
    expect({ status: late.status, code: ((await late.json()) as { code: unknown }).code }).toEqual({
      status: 503,
      code: "sandbox-closed",
    });
  });
});

describe("clock", () => {
  test.each([
    [1000, 1000],
    [{ days: 1, hours: 2, minutes: 3, seconds: 4, milliseconds: 5 }, 93_784_005],
    [{ hours: -1 }, -3_600_000],
    [{ minutes: 0.5 }, 30_000],
  ])("advanceClock(%j) moves it by %i milliseconds", async (by, milliseconds) => {
    const sandbox = await open();
    sandbox.advanceClock(by);
    expect(sandbox.now()).toBe(TEST_NOW + milliseconds);
  });

  test.each([
    ["2030-01-02T03:04:05Z", Date.UTC(2030, 0, 2, 3, 4, 5)],
    ["2030-01-02T03:04:05+02:00", Date.UTC(2030, 0, 2, 1, 4, 5)],
    ["2030-01-02T03:04:05", Date.UTC(2030, 0, 2, 3, 4, 5)],
    [new Date(Date.UTC(2020, 1, 1)), Date.UTC(2020, 1, 1)],
    [0, 0],
  ])("setClock(%j) sets it, and it goes on from there", async (at, expected) => {
    let machine = TEST_NOW;
    const sandbox = await open({ clock: () => machine });
    sandbox.setClock(at);
    expect(sandbox.now()).toBe(expected);
    machine += 7;
    expect(sandbox.now()).toBe(expected + 7);
  });

  test("what the sandbox stamps follows its clock", async () => {
    const { sandbox, ask } = await openTestTenant();
    sandbox.setClock("2031-05-06T07:08:09Z");
    const { body } = await ask("POST", "Contact", { body: { Name: "Fjord Works" } });
    expect(body.CreatedDate).toMatch(/^2031-05-06T07:08:09/);
  });

  test.each([
    ["a span that is none", (sandbox: Sandbox) => sandbox.advanceClock("1h" as never)],
    ["a unit that is none", (sandbox: Sandbox) => sandbox.advanceClock({ weeks: 1 } as never)],
    ["an endless span", (sandbox: Sandbox) => sandbox.advanceClock(Number.POSITIVE_INFINITY)],
    ["a span of nothing", (sandbox: Sandbox) => sandbox.advanceClock({})],
    ["a span past the year 9999", (sandbox: Sandbox) => sandbox.advanceClock({ days: 4_000_000 })],
    ["a time that is none", (sandbox: Sandbox) => sandbox.setClock("tomorrow")],
    ["a time before the year 1", (sandbox: Sandbox) => sandbox.setClock(-1e15)],
  ])("%s is refused and the clock stays", async (_, move) => {
    const sandbox = await open();
    expect(() => move(sandbox)).toThrow(ControlError);
    expect(sandbox.now()).toBe(TEST_NOW);
  });
});

describe("recent requests", () => {
  test("each request is recorded with its operation, status and bodies", async () => {
    const sandbox = await open();
    await sandbox.fetch(createContact("Fjord Works"));
    const [recorded] = sandbox.requests;
    expect(recorded).toMatchObject({
      id: 1,
      at: new Date(TEST_NOW).toISOString(),
      method: "POST",
      target: "/api/v1/Contact",
      operationId: "v1ContactEntity_PostContactEntity",
      status: 200,
      fault: null,
      request: { body: '{"Name":"Fjord Works"}' },
    });
    expect(JSON.parse(recorded?.response.body ?? "").Name).toBe("Fjord Works");
    expect(recorded?.milliseconds).toBeGreaterThanOrEqual(0);
  });

  test("credentials are hidden in headers, queries and bodies", async () => {
    const sandbox = await open();
    const secret = "canary-5ec";
    const credentials = { authorization: `Bearer ${secret}`, cookie: `a=${secret}`, "x-xsrf-token": secret };
    const send = (path: string, body: string): Promise<Response> =>
      sandbox.fetch(
        new Request(`http://sandbox${path}`, {
          method: "POST",
          headers: { ...credentials, "so-apptoken": secret, "content-type": "application/json" },
          body,
        }),
      );
    await send("/api/v1/Contact", JSON.stringify({ Password: secret, Client_Secret: secret }));
    await send(`/login/common/oauth/tokens?client_secret=${secret}`, `client_secret=${secret}`);
    await sandbox.fetch(
      new Request("http://sandbox/api/v1/Contact", {
        method: "POST",
        headers,
        body: JSON.stringify({ Password: secret }),
      }),
    );
    expect(sandbox.requests).toHaveLength(3);
    expect(JSON.stringify(sandbox.requests)).not.toContain(secret);
    expect(sandbox.requests[0]?.request.headers).toContainEqual(["authorization", "Bearer (hidden)"]);
  });

  test("the last 200 are kept, oldest first, and numbers go on", async () => {
    const sandbox = await open();
    for (let index = 0; index < 450; index++) await sandbox.fetch(new Request(`http://sandbox/x${index}`));
    expect(sandbox.requests).toHaveLength(200);
    expect(sandbox.requests[0]?.id).toBe(251);
    expect(sandbox.requests.at(-1)).toMatchObject({
      id: 450,
      target: "/x449",
      operationId: null,
      status: 404,
    });
  });

  test("a long body is cut where it is kept, and not where it is answered", async () => {
    const sandbox = await open();
    const answer = await sandbox.fetch(createContact("x".repeat(200_000)));
    expect((await answer.text()).length).toBeGreaterThan(200_000);
    expect(sandbox.requests[0]?.request.body).toHaveLength(64 * 1024 + 1);
  });
});
