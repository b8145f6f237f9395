import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const server = fileURLToPath(new URL("programs/serve.ts", import.meta.url));
const WRITES = 1_000;
/** Answers after which the process is killed: others are under way then. */
const KILL_AFTER = 600;
const AT_ONCE = 16;

test("Every contact whose creation was answered is in the file after SIGKILL in the middle of a thousand writes", async () => {
  const folder = await mkdtemp(join(tmpdir(), "so-sandbox-kill-"));
  const file = join(folder, "data.db");
  const child = spawn(process.execPath, [server, file], { stdio: ["ignore", "pipe", "inherit"] });
  const [port] = (await once(createInterface(child.stdout), "line")) as [string];
  const answered = new Map<number, string>();
  let sent = 0;
  const write = async (): Promise<void> => {
    while (sent < WRITES) {
      const name = `Write ${sent++}`;
      const id = await create(port, name).catch(() => undefined);
      // The socket is gone: nobody answered.
      if (id === undefined) return;
      answered.set(id, name);
      if (answered.size === KILL_AFTER) child.kill("SIGKILL");
    }
  };
  await Promise.all([once(child, "exit"), ...Array.from({ length: AT_ONCE }, write)]);
  expect(sent).toBeLessThan(WRITES);
  expect(answered.size).toBeGreaterThanOrEqual(KILL_AFTER);

  const database = new DatabaseSync(file);
  expect(database.prepare("PRAGMA integrity_check").all()).toMatchObject([{ integrity_check: "ok" }]);
  const stored = database
    .prepare("SELECT contact_id AS id, name FROM contacts WHERE name LIKE 'Write %'")
    .all();
  const names = new Map(stored.map(({ id, name }) => [id, name]));
  expect([...answered].filter(([id, name]) => names.get(id) !== name)).toEqual([]);
  // A contact and the activity that tells of it come in one batch.
  const lonely = database
    .prepare(
      "SELECT name FROM contacts WHERE name LIKE 'Write %' AND (SELECT count(*) FROM activities WHERE contact_id = contacts.contact_id AND action = 1) <> 1",
    )
    .all();
  expect(lonely).toEqual([]);
  database.close();
  await rm(folder, { recursive: true });
});

async function create(port: string, name: string): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/Contact`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa("tje0:Tje0")}`, "content-type": "application/json" },
    body: JSON.stringify({ Name: name }),
  });
  const { ContactId } = (await response.json()) as { ContactId: number };
  return ContactId;
}
