import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

// The sandbox in plain workerd over D1, bundled as it would be deployed.
const credentials = `Basic ${btoa("tje0:Tje0")}`;

describe("D1", () => {
  let folder: string;
  let script: string;
  let runtime: Miniflare | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "so-sandbox-d1-"));
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL("d1/worker.ts", import.meta.url))],
      bundle: true,
      write: false,
      format: "esm",
      platform: "browser",
      target: "es2022",
      conditions: ["workerd", "worker", "browser"],
      logLevel: "error",
    });
    script = outputFiles[0]!.text;
    await start();
  });

  afterAll(async () => {
    await runtime?.dispose();
    await rm(folder, { recursive: true });
  });

  async function start(): Promise<void> {
    await runtime?.dispose();
    runtime = new Miniflare(
      convertV4MiniflareOptions({
        modules: true,
        script,
        compatibilityDate: "2026-10-01",
        d1Databases: { DB: "sandbox" },
        resourcePersistencePath: folder,
        cf: false,
      }),
    );
    await runtime.ready;
  }

  async function ask(method: string, path: string, body?: unknown) {
    const response = await runtime!.dispatchFetch(`http://sandbox/api/v1/${path}`, {
      method,
      headers: { authorization: credentials, "content-type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  }

  test("The bundle for workers asks for no module of Node", () => {
    expect(script).not.toMatch(/from\s*"node:|import\("node:|require\("node:/);
  });

  test("A sandbox over D1 creates, reads, changes and lists contacts", async () => {
    const created = await ask("POST", "Contact", { Name: "Kept in D1", Category: { Id: 32 } });
    expect(created.status).toBe(200);
    const { ContactId: id } = created.body;
    expect(await ask("PUT", `Contact/${id}`, { Department: "Workers" })).toMatchObject({ status: 200 });
    expect((await ask("GET", `Contact/${id}`)).body).toMatchObject({
      Name: "Kept in D1",
      Department: "Workers",
    });
    const list = await ask("GET", `Contact?$select=name&$filter=name eq 'Kept in D1'`);
    expect(list.body.value).toMatchObject([{ PrimaryKey: id }]);
  });

  test("A sandbox over D1 tells the active contacts", async () => {
    const { status, body } = await ask("POST", "Agents/Contact/GetMyActiveContacts", {
      ActivityStartTime: "2026-11-01T00:00:00",
      ContactCategories: [857],
      ActionType: "DocumentAdded",
    });
    expect(status).toBe(200);
    expect(
      body.map(({ ContactId }: { ContactId: number }) => ContactId).sort((a: number, b: number) => a - b),
    ).toEqual([23, 31, 59, 190]);
  });

  test("A sandbox over D1 has its state after a restart, and is not filled twice", async () => {
    const created = await ask("POST", "Contact", { Name: "Survivor" });
    await start();
    const again = await ask("GET", `Contact/${created.body.ContactId}`);
    expect(again).toMatchObject({ status: 200, body: { Name: "Survivor" } });
    const list = await ask("GET", `Contact?$select=name&$filter=name eq 'Survivor'`);
    expect(list.body.value).toHaveLength(1);
  });
});
