import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSandbox } from "../../src/index.ts";
import { migrate } from "../../src/storage/migrate.ts";
import { nodeSqlite } from "../../src/storage/node-sqlite.ts";
import { meta } from "../../src/storage/schema.ts";
import { openTestTenant } from "../harness/tenant.ts";

const opener = fileURLToPath(new URL("programs/open.ts", import.meta.url));

describe("node:sqlite", () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "so-sandbox-storage-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test("A file keeps what was written when the sandbox is closed and opened again", async () => {
    const file = at("kept.db");
    const first = await openTestTenant({ storage: nodeSqlite({ file }) });
    const { body } = await first.ask("POST", "Contact", { body: { Name: "Kept" } });
    await first.sandbox.close();
    const second = await openTestTenant({ storage: nodeSqlite({ file }) });
    expect((await second.ask("GET", `Contact/${body.ContactId}`)).body.Name).toBe("Kept");
    await second.sandbox.close();
  });

  test("Migrating twice changes nothing", async () => {
    const file = at("twice.db");
    await using(file, async (storage) => {
      await migrate(storage);
      await migrate(storage);
    });
    const once = dump(file);
    await using(file, migrate);
    expect(dump(file)).toEqual(once);
    expect(once).toContainEqual(expect.stringContaining("contacts_name"));
  });

  test("A migration that fails leaves nothing behind", async () => {
    const file = at("halfway.db");
    await using(file, async (storage) => {
      await expect(storage.execute(["CREATE TABLE half (id INTEGER)", "CREATE TABLE"])).rejects.toThrow(
        "incomplete",
      );
    });
    expect(dump(file)).toEqual([]);
  });

  test("A batch that fails leaves nothing behind", async () => {
    const storage = nodeSqlite();
    await migrate(storage);
    const insert = (key: string) => storage.database.insert(meta).values({ key, value: "1" });
    await expect(storage.database.batch([insert("a"), insert("b"), insert("a")])).rejects.toThrow();
    const rows = await storage.database.select().from(meta);
    expect(rows.map(({ key }) => key)).toEqual(["migrations"]);
    await storage.close();
  });

  test("A storage of a newer version is refused", async () => {
    const file = at("newer.db");
    await using(file, migrate);
    const connection = new DatabaseSync(file);
    connection.exec("UPDATE meta SET value = '999' WHERE key = 'migrations'");
    connection.close();
    const storage = nodeSqlite({ file });
    await expect(createSandbox({ storage })).rejects.toMatchObject({ code: "storage-newer" });
    await storage.close();
  });

  test("A database of another program is refused and keeps its tables", async () => {
    const file = at("foreign.db");
    const connection = new DatabaseSync(file);
    connection.exec("CREATE TABLE meta (key TEXT, value TEXT); CREATE TABLE songs (name TEXT)");
    connection.close();
    const before = dump(file);
    const storage = nodeSqlite({ file });
    await expect(createSandbox({ storage })).rejects.toMatchObject({ code: "storage-foreign" });
    await storage.close();
    expect(dump(file)).toEqual(before);
  });

  test("A file that is no database is refused and not touched", async () => {
    const file = at("letter.txt");
    const text = "Dear reader, this is no database.\n".repeat(100);
    await writeFile(file, text);
    expect(() => nodeSqlite({ file })).toThrow(expect.objectContaining({ code: "storage-not-a-database" }));
    expect(await readFile(file, "utf8")).toBe(text);
  });

  test("A folder, and a file in a folder that is missing, are refused", async () => {
    await mkdir(at("folder"));
    for (const file of [at("folder"), at("missing/data.db")])
      expect(() => nodeSqlite({ file })).toThrow(expect.objectContaining({ code: "storage-path" }));
  });

  test("A file that may not be written is refused", async () => {
    const file = at("read-only.db");
    await using(file, migrate);
    await chmod(file, 0o444);
    // Nothing is forbidden to root: then the program runs as nobody, who may look into the folder.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) {
      await chmod(folder, 0o755);
      await chown(file, 0, 0);
    }
    const child = open(file, isRoot ? { uid: 65_534, gid: 65_534 } : {});
    expect(await firstLine(child)).toBe("storage-read-only");
  });

  test("A file that another process has open is refused", async () => {
    const file = at("shared.db");
    const child = open(file);
    expect(await firstLine(child)).toBe("open");
    expect(() => nodeSqlite({ file })).toThrow(expect.objectContaining({ code: "storage-locked" }));
    child.stdin?.end();
    await once(child, "exit");
    await using(file, migrate);
  });

  async function using(
    file: string,
    work: (storage: ReturnType<typeof nodeSqlite>) => Promise<void>,
  ): Promise<void> {
    const storage = nodeSqlite({ file });
    await work(storage);
    await storage.close();
  }
});

/** Every statement that made something in a file, and every row of `meta`. */
function dump(file: string): string[] {
  const connection = new DatabaseSync(file);
  const made = connection.prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").all();
  const hasMeta = made.some(({ sql }) => String(sql).startsWith("CREATE TABLE meta"));
  const rows = hasMeta ? connection.prepare("SELECT * FROM meta ORDER BY key").all() : [];
  connection.close();
  return [...made, ...rows].map((row) => JSON.stringify(row));
}

function open(file: string, identity: { uid?: number; gid?: number } = {}): ChildProcess {
  return spawn(process.execPath, [opener, file], { ...identity, stdio: ["pipe", "pipe", "inherit"] });
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [line] = (await once(createInterface(child.stdout!), "line")) as [string];
  return line;
}
