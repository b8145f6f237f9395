import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Answer, ask } from "./support/client.ts";
import { type Program, spawnNode, startNode, startSandboxWorker, startWorker } from "./support/programs.ts";

const run = promisify(execFile);
const headers = { authorization: `Basic ${btoa("tje0:Tje0")}`, "content-type": "application/json" };
const post = (address: string, path: string, body: object): Promise<Answer> =>
  ask(address, { method: "POST", path: `/api/v1/${path}`, headers, body: JSON.stringify(body) });

describe.each([
  { runtime: "node", start: () => startNode({ VALIDATION: "enforce" }) },
  { runtime: "workerd with D1", start: () => startSandboxWorker({ VALIDATION: "enforce" }) },
])("the sandbox behind the proxy on $runtime", ({ start }) => {
  let program: Program;
  beforeAll(async () => {
    program = await start();
  });
  afterAll(() => program?.stop());

  it("is the upstream where nothing else is set", async () => {
    expect((await ask(program.address, { path: "/-/health" })).json).toMatchObject({ upstream: "sandbox" });
  });

  it("keeps what was written, and its links lead through the proxy", async () => {
    const created = await post(program.address, "Contact", { Name: "Fjord Works" });
    expect(created.status).toBe(200);
    expect(created.headers["so-proxy-validation"]).toBe("request=ok, answer=ok");
    const self = created.json._Links.Self;
    expect(self).toBe(`${program.address}/api/v1/Contact/${created.json.ContactId}`);
    const read = await ask(program.address, { path: new URL(self).pathname, headers });
    expect(read.json).toMatchObject({ ContactId: created.json.ContactId, Name: "Fjord Works" });
    const active = await post(program.address, "Agents/Contact/GetMyActiveContacts", {
      ActionType: "Created",
    });
    expect(active.json.map(({ ContactId }: { ContactId: number }) => ContactId)).toContain(
      created.json.ContactId,
    );
    const summary = await post(program.address, "Agents/Contact/GetContactSummary", {
      ContactId: created.json.ContactId,
      Limit: 5,
    });
    expect(summary.json.Contact.Name).toBe("Fjord Works");
  });

  it("passes on its errors, and what it does not know is 501", async () => {
    const missing = await ask(program.address, { path: "/api/v1/Contact/999999", headers });
    expect({ status: missing.status, type: missing.json.ErrorType }).toEqual({
      status: 404,
      type: "SoNotFoundException",
    });
    expect((await ask(program.address, { path: "/api/v1/Contact/716" })).status).toBe(401);
    expect((await post(program.address, "Agents/BLOB/ChangeContactImage", {})).status).toBe(501);
  });
});

describe("the embedded sandbox on Node", () => {
  const started: Program[] = [];
  const start = async (settings: Readonly<Record<string, string>> = {}): Promise<Program> => {
    const program = await startNode(settings);
    started.push(program);
    return program;
  };
  afterEach(() => Promise.all(started.splice(0).map((program) => program.stop())));

  it("greets with lines that work when they are pasted one after the other", async () => {
    const program = await start();
    await expect.poll(() => program.output().split("\n").length).toBe(7);
    const lines = program.output().split("\n");
    expect(lines[1]).toBe(`inspector: ${program.address}/-/sandbox`);
    const bin = fileURLToPath(new URL("support/bin", import.meta.url));
    const PATH = [bin, dirname(process.execPath), process.env["PATH"]].join(delimiter);
    const [created, active, summary] = await lines
      .slice(3, 6)
      .reduce<Promise<unknown[]>>(async (before, line) => {
        const answers = await before;
        const { stdout } = await run("sh", ["-c", line], { env: { PATH } });
        return [...answers, JSON.parse(stdout)];
      }, Promise.resolve([]));
    const { ContactId } = created as { ContactId: number };
    expect(active).toContainEqual(expect.objectContaining({ ContactId, Name: "Fjord Works" }));
    expect(summary).toMatchObject({ Contact: { ContactId, Name: "Fjord Works" } });
  });

  it("has the inspector and control at /-/sandbox on this machine", async () => {
    const { address } = await start();
    const page = await ask(address, { path: "/-/sandbox", headers: { accept: "text/html" } });
    expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
    const fault = await ask(address, {
      method: "POST",
      path: "/-/sandbox/faults",
      body: JSON.stringify({ kind: "status", status: 503, retryAfter: 1 }),
    });
    expect(fault.status).toBe(201);
    const answer = await ask(address, { path: "/api/v1/Contact/716", headers });
    expect({ status: answer.status, retryAfter: answer.headers["retry-after"] }).toEqual({
      status: 503,
      retryAfter: "1",
    });
    expect((await ask(address, { path: "/-/sandbox", headers: { host: "rebound.example" } })).status).toBe(
      403,
    );
    expect((await ask(address, { method: "POST", path: "/-/sandbox/reset" })).status).toBe(204);
  });

  it.each([
    ["SANDBOX_CONTROL=off", { SANDBOX_CONTROL: "off" }],
    ["a HOST that others reach", { HOST: "0.0.0.0" }],
    ["another upstream", { UPSTREAM: "samples" }],
  ])("shows nothing at /-/sandbox with %s", async (_, settings) => {
    const program = await start(settings);
    const address = program.address.replace("0.0.0.0", "127.0.0.1");
    for (const path of ["/-/sandbox", "/-/sandbox/faults"])
      expect((await ask(address, { path })).status).toBe(404);
    expect(program.output()).not.toContain("inspector");
  });

  it.each(["reset", "truncation"])("a fault of kind %s is an upstream that broke", async (kind) => {
    const { address } = await start();
    await ask(address, { method: "POST", path: "/-/sandbox/faults", body: JSON.stringify({ kind }) });
    const answer = await ask(address, { path: "/api/v1/Contact/716", headers });
    expect({ status: answer.status, code: answer.json.code }).toEqual({
      status: 502,
      code: "upstream-invalid",
    });
    expect((await ask(address, { path: "/api/v1/Contact/716", headers })).status).toBe(200);
  });

  it("makes links to PUBLIC_URL, a path in it included", async () => {
    for (const PUBLIC_URL of ["https://crm.example", "https://crm.example/so"]) {
      const { address } = await start({ PUBLIC_URL });
      const { json } = await ask(address, { path: "/api/v1/Contact/716", headers });
      expect(json._Links.Self).toBe(`${PUBLIC_URL}/api/v1/Contact/716`);
    }
  });

  it("keeps its data in SANDBOX_FILE, and fills it from SANDBOX_SEED once", async () => {
    const SANDBOX_FILE = join(mkdtempSync(join(tmpdir(), "so-proxy-")), "data.db");
    const first = await start({ SANDBOX_FILE, SANDBOX_SEED: "empty" });
    const { json } = await post(first.address, "Contact", { Name: "Fjord Works" });
    await first.stop();
    const second = await start({ SANDBOX_FILE });
    const read = await ask(second.address, { path: `/api/v1/Contact/${json.ContactId}`, headers });
    expect(read.json.Name).toBe("Fjord Works");
    expect((await ask(second.address, { path: "/api/v1/Contact/716", headers })).status).toBe(404);
  });

  it("leaves on a signal though somebody watches", async () => {
    const program = await start();
    const events = await fetch(`${program.address}/-/sandbox/events`);
    program.signal("SIGTERM");
    expect(await events.text()).toContain("retry");
    await expect.poll(program.exitCode).toBe(0);
  });

  it("names a seed and a file that cannot be used", async () => {
    const folder = mkdtempSync(join(tmpdir(), "so-proxy-"));
    writeFileSync(join(folder, "text.db"), "text that is no database, and longer than the header of one");
    for (const [name, file] of [
      ["SANDBOX_SEED", "none.yaml"],
      ["SANDBOX_FILE", "text.db"],
    ] as const) {
      const child = spawnNode({ PORT: "0", [name]: join(folder, file) });
      let err = "";
      child.stderr?.on("data", (chunk: Buffer) => {
        err += chunk;
      });
      const code = await new Promise((resolve) => child.once("close", resolve));
      expect(code).toBe(1);
      expect(err).toMatch(/^so-proxy: the sandbox cannot be opened: .*(?:none\.yaml|text\.db)/);
    }
  });
});

describe("Workers", () => {
  it("without a database answer samples, and say what the sandbox needs where it is asked for", async () => {
    const withoutDatabase = await startSandboxWorker({}, false);
    expect((await ask(withoutDatabase.address, { path: "/-/health" })).json.upstream).toBe("samples");
    await withoutDatabase.stop();
    for (const [start, word] of [
      [() => startSandboxWorker({ UPSTREAM: "sandbox" }, false), "bound as DB"],
      [() => startWorker({ UPSTREAM: "sandbox" }), "dist/worker-sandbox/index.js"],
    ] as const) {
      const worker = await start();
      expect((await ask(worker.address, { path: "/-/health" })).status).toBe(500);
      await expect.poll(worker.output).toContain(word);
      await worker.stop();
    }
  });

  it("have no control", async () => {
    const worker = await startSandboxWorker();
    expect((await ask(worker.address, { path: "/-/sandbox" })).status).toBe(404);
    await worker.stop();
  });
});
