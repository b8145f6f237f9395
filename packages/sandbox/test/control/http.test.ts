import { afterEach, describe, expect, test } from "vitest";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../src/index.ts";
import { TEST_NOW } from "../harness/tenant.ts";

const authorization = `Basic ${btoa("tje0:Tje0")}`;
const opened: Sandbox[] = [];
async function open(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await createSandbox({ clock: () => TEST_NOW, random: () => 0.5, ...options });
  opened.push(sandbox);
  return sandbox;
}
afterEach(() => Promise.all(opened.splice(0).map((sandbox) => sandbox.close())));

interface Asked {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
}

async function ask(
  sandbox: Sandbox,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  origin = "http://127.0.0.1:4010",
): Promise<Asked> {
  const content = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
  const answer = await sandbox.fetch(new Request(`${origin}${path}`, { method, headers, ...content }));
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get("content-type") ?? "");
  return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
}

const create = (sandbox: Sandbox, name: string): Promise<Asked> =>
  ask(
    sandbox,
    "POST",
    "/api/v1/Contact",
    { Name: name },
    { authorization, "content-type": "application/json" },
  );

describe("reading over HTTP", () => {
  test("the state tells version, clock, tenant, rows, faults and recent requests, and is not to be cached", async () => {
    const sandbox = await open();
    await create(sandbox, "Fjord Works");
    const { status, body, headers } = await ask(sandbox, "GET", "/-/sandbox");
    expect(status).toBe(200);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(body).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      tenant: { identifier: "Cust12345", state: "Running" },
      clock: { now: new Date(TEST_NOW).toISOString(), offset: 0 },
      faults: [],
      requests: [{ id: 1, method: "POST", status: 200, operationId: "v1ContactEntity_PostContactEntity" }],
    });
    const { storage } = await sandbox.snapshot();
    for (const [name, count] of Object.entries(body.tables))
      if (name !== "meta") expect({ name, count }).toEqual({ name, count: storage.tables[name]?.length });
  });

  test("a browser gets the page instead, which runs its own script alone", async () => {
    const sandbox = await open();
    const accept = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";
    const page = await ask(sandbox, "GET", "/-/sandbox/", undefined, { accept });
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("content-security-policy")).toMatch(/default-src 'none'; script-src 'self'/);
    for (const [, file] of page.body.matchAll(/(?:src|href)="(\/[^"]+)"/g))
      expect((await ask(sandbox, "GET", file)).status).toBe(200);
    expect(page.body).not.toMatch(/\son\w+=|<script>|https?:/);
  });

  test("one recorded request is told with its bodies and whether it keeps the contract", async () => {
    const sandbox = await open();
    await create(sandbox, "Fjord Works");
    await ask(sandbox, "GET", "/api/v1/Contact/999999", undefined, { authorization });
    const kept = await ask(sandbox, "GET", "/-/sandbox/requests/1");
    expect(kept.body).toMatchObject({
      contract: { result: "ok" },
      request: { body: '{"Name":"Fjord Works"}' },
    });
    const refused = await ask(sandbox, "GET", "/-/sandbox/requests/2");
    expect(refused.body.contract).toEqual({
      result: "unchecked",
      reason: "only answers with 2xx are described",
    });
    expect((await ask(sandbox, "GET", "/-/sandbox/requests")).body.requests).toHaveLength(2);
    expect((await ask(sandbox, "DELETE", "/-/sandbox/requests")).status).toBe(204);
    expect(sandbox.requests).toEqual([]);
    expect((await ask(sandbox, "GET", "/-/sandbox/requests/1")).status).toBe(404);
  });

  test("tables are read in pages, and what is secret is hidden", async () => {
    const sandbox = await open();
    const first = await ask(sandbox, "GET", "/-/sandbox/tables/contacts?limit=2");
    const second = await ask(sandbox, "GET", "/-/sandbox/tables/contacts?limit=2&offset=1");
    expect(first.body.rows).toHaveLength(2);
    expect(second.body.rows[0]).toEqual(first.body.rows[1]);
    expect(first.body.total).toBe((await sandbox.snapshot()).storage.tables["contacts"]?.length);
    const users = await ask(sandbox, "GET", "/-/sandbox/tables/users");
    expect(users.body.rows[0]).toMatchObject({ userName: "tje0", password: "(hidden)" });
    expect((await ask(sandbox, "GET", "/-/sandbox/tables/sqlite_master")).status).toBe(404);
    for (const query of ["limit=0", "limit=501", "offset=-1", "offset=a", "limit=1;drop"]) {
      const refused = await ask(sandbox, "GET", `/-/sandbox/tables/contacts?${query}`);
      const [name] = query.split("=");
      expect({ status: refused.status, pointer: refused.body.errors?.[0].pointer }).toEqual({
        status: 400,
        pointer: `?${name}`,
      });
    }
  });

  test("events tell of requests from before and from now on, of changes, and end with the sandbox", async () => {
    const sandbox = await open();
    await create(sandbox, "Fjord Works");
    const answer = await sandbox.fetch(new Request("http://127.0.0.1/-/sandbox/events"));
    await create(sandbox, "Harbour Tools");
    sandbox.advanceClock(1);
    sandbox.clearRequests();
    await sandbox.close();
    const text = await answer.text();
    expect(text.match(/^event: .*$/gm)).toEqual([
      "event: request",
      "event: request",
      "event: changed",
      "event: forgotten",
    ]);
    expect(text.match(/^id: .*$/gm)).toEqual(["id: 1", "id: 2"]);
    expect(text).not.toContain("Fjord");
  });

  test("events go on after the last that was seen, and begin anew where that is from another run", async () => {
    const sandbox = await open();
    for (const name of ["A", "B", "C"]) await create(sandbox, name);
    const idsAfter = async (last: string): Promise<string[]> => {
      const headers = { "last-event-id": last };
      const answer = await sandbox.fetch(new Request("http://127.0.0.1/-/sandbox/events", { headers }));
      const reader = answer.body?.getReader();
      let text = "";
      while (!text.includes("id: 3")) text += new TextDecoder().decode((await reader?.read())?.value);
      await reader?.cancel();
      return text.match(/^id: .*$/gm) ?? [];
    };
    expect(await idsAfter("1")).toEqual(["id: 2", "id: 3"]);
    expect(await idsAfter("77")).toEqual(["id: 1", "id: 2", "id: 3"]);
    expect(await idsAfter("x")).toEqual(["id: 1", "id: 2", "id: 3"]);
  });
});

describe("changing over HTTP", () => {
  test("reset, snapshot and restore do what the sandbox's own methods do", async () => {
    const sandbox = await open();
    const seeded = await sandbox.snapshot();
    await create(sandbox, "Fjord Works");
    const snapshot = await ask(sandbox, "POST", "/-/sandbox/snapshot");
    expect(snapshot.body).toEqual(await sandbox.snapshot());
    expect((await ask(sandbox, "POST", "/-/sandbox/reset")).status).toBe(204);
    expect(await sandbox.snapshot()).toEqual(seeded);
    expect((await ask(sandbox, "POST", "/-/sandbox/restore", snapshot.body)).status).toBe(204);
    expect(await sandbox.snapshot()).toEqual(snapshot.body);
  });

  test("the clock is advanced and set", async () => {
    const sandbox = await open();
    const advanced = await ask(sandbox, "POST", "/-/sandbox/clock", { advance: { hours: 2 } });
    expect(advanced.body).toEqual({ now: new Date(TEST_NOW + 7_200_000).toISOString(), offset: 7_200_000 });
    await ask(sandbox, "POST", "/-/sandbox/clock", { set: "2031-05-06T07:08:09Z" });
    expect((await ask(sandbox, "GET", "/-/sandbox/clock")).body.now).toBe("2031-05-06T07:08:09.000Z");
  });

  test("faults are added, listed and removed", async () => {
    const sandbox = await open();
    const fault = { kind: "status", status: 503, times: "always" };
    const added = await ask(sandbox, "POST", "/-/sandbox/faults", fault);
    expect({ status: added.status, location: added.headers.get("location") }).toEqual({
      status: 201,
      location: "/-/sandbox/faults/1",
    });
    expect((await ask(sandbox, "GET", "/-/sandbox/faults")).body).toEqual({ faults: [added.body] });
    expect((await ask(sandbox, "GET", "/-/sandbox/faults/1")).body.fault).toEqual(fault);
    expect((await ask(sandbox, "DELETE", "/-/sandbox/faults/1")).status).toBe(204);
    expect((await ask(sandbox, "DELETE", "/-/sandbox/faults/1")).status).toBe(404);
    await ask(sandbox, "POST", "/-/sandbox/faults", fault);
    expect((await ask(sandbox, "DELETE", "/-/sandbox/faults")).status).toBe(204);
    expect(sandbox.faults.list()).toEqual([]);
  });

  test("the tenant's state is set, and the state service and the operations go by it", async () => {
    const sandbox = await open();
    const set = await ask(sandbox, "PUT", "/-/sandbox/tenant", { state: "offlinemaintenance" });
    expect(set.body).toMatchObject({ identifier: "Cust12345", state: "OfflineMaintenance" });
    expect((await ask(sandbox, "GET", "/api/state/Cust12345")).body).toMatchObject({ IsRunning: false });
    expect((await create(sandbox, "Fjord Works")).status).toBe(503);
    await ask(sandbox, "PUT", "/-/sandbox/tenant", { state: "Running" });
    expect((await create(sandbox, "Fjord Works")).status).toBe(200);
  });

  test.each<[method: string, path: string, body: unknown, pointers: readonly string[]]>([
    ["POST", "clock", "{", [""]],
    ["POST", "clock", "", [""]],
    ["POST", "clock", "[]", [""]],
    ["POST", "clock", {}, [""]],
    ["POST", "clock", { advance: 1, set: "2030-01-01T00:00:00Z" }, [""]],
    ["POST", "clock", { advance: { weeks: 1 } }, ["/advance/weeks"]],
    ["POST", "clock", { advance: 1e300 }, ["/advance"]],
    ["POST", "clock", { set: "now" }, ["/set"]],
    ["POST", "clock", { advance: 1, more: 1 }, ["/more"]],
    ["POST", "faults", { kind: "status", status: 1, times: 0 }, ["/times", "/status"]],
    ["PUT", "tenant", { state: "Gone" }, ["/state"]],
    ["PUT", "tenant", {}, ["/state"]],
    ["POST", "restore", "x", [""]],
    [
      "POST",
      "restore",
      { version: 1, clockOffset: 0, storage: { schema: 1, tables: { fruits: [] } } },
      ["/storage"],
    ],
    ["POST", "faults", " ".repeat(200_000), [""]],
  ])(
    "%s %s with %j is refused with its places, and nothing changes",
    async (method, path, body, pointers) => {
      const sandbox = await open();
      const before = await sandbox.snapshot();
      const refused = await ask(sandbox, method, `/-/sandbox/${path}`, body);
      expect(refused.status).toBe(400);
      expect(refused.headers.get("content-type")).toBe("application/problem+json");
      expect(refused.body.code).toBe("control-invalid");
      expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(pointers);
      expect(await sandbox.snapshot()).toEqual(before);
      expect(sandbox.faults.list()).toEqual([]);
    },
  );

  test.each([
    ["GET", "/-/sandbox/nothing", 404, "control-unknown"],
    ["GET", "/-/sandbox/reset", 405, "method-not-allowed"],
    ["POST", "/-/sandbox", 405, "method-not-allowed"],
    ["GET", "/-/sandboxes", 404, "path-unknown"],
  ])("%s %s is %i %s", async (method, path, status, code) => {
    const { body, ...answer } = await ask(await open(), method, path);
    expect({ status: answer.status, code: body.code }).toEqual({ status, code });
  });
});

describe("who may", () => {
  test("control that is off is not there, and the sandbox's own methods work all the same", async () => {
    const sandbox = await open({ control: false });
    expect((await ask(sandbox, "GET", "/-/sandbox")).status).toBe(404);
    expect((await ask(sandbox, "POST", "/-/sandbox/reset")).status).toBe(404);
    sandbox.faults.add({ kind: "status", status: 500 });
    expect((await create(sandbox, "Fjord Works")).status).toBe(500);
  });

  test.each([
    ["http://localhost:4010", 200],
    ["http://127.0.0.1", 200],
    ["http://127.8.9.10", 200],
    ["http://[::1]:4010", 200],
    ["http://so.localhost", 200],
    ["http://rebound.example:4010", 403],
    ["http://127.0.0.1.rebound.example", 403],
    ["http://192.0.2.1", 403],
  ])("on loopback alone, control at %s is %i", async (origin, status) => {
    const sandbox = await open({ control: "loopback" });
    expect((await ask(sandbox, "GET", "/-/sandbox", undefined, {}, origin)).status).toBe(status);
  });

  test.each([
    ["http://127.0.0.1:4010", 204],
    ["https://127.0.0.1:4010", 204],
    ["http://127.0.0.1:3000", 403],
    ["https://evil.example", 403],
    ["null", 403],
  ])("a page of origin %s that resets gets %i", async (origin, status) => {
    const sandbox = await open();
    const { id } = sandbox.faults.add({ kind: "reset", path: "/nowhere" });
    expect((await ask(sandbox, "POST", "/-/sandbox/reset", undefined, { origin })).status).toBe(status);
    expect(sandbox.faults.list().some((fault) => fault.id === id)).toBe(status === 403);
  });
});
