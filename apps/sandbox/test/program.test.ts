import { execFile } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { credentials, type Program, runSandbox, startSandbox } from "./support/program.ts";

const started: Program[] = [];
const start = async (...args: readonly string[]): Promise<Program> => {
  const program = await startSandbox(...args);
  started.push(program);
  return program;
};
afterAll(() => Promise.all(started.map((program) => program.stop())));

const folder = mkdtempSync(join(tmpdir(), "so-sandbox-"));
const contactsPath = "/api/v1/Contact";

async function createContact(address: string, name: string): Promise<{ ContactId: number }> {
  const answer = await fetch(address + contactsPath, {
    method: "POST",
    headers: credentials,
    body: JSON.stringify({ Name: name }),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as { ContactId: number };
}

describe("so-sandbox", () => {
  it("prints its address, its users and one line that works when it is pasted", async () => {
    const program = await start();
    await expect.poll(() => program.output().split("\n").length).toBe(4);
    const [greeting, users, line = ""] = program.output().split("\n");
    expect(greeting).toBe(
      `so-sandbox listens on ${program.address} (inspector: ${program.address}/-/sandbox)`,
    );
    expect(users).toContain("tje0:Tje0");
    const [, user = "", url = ""] = /^curl -s -u (\S+) '([^']+)'$/.exec(line) ?? [];
    const answer = await fetch(url, { headers: { authorization: `Basic ${btoa(user)}` } });
    expect(await answer.json()).toMatchObject({ UserName: expect.stringMatching(/^tje0$/i) });
    const state = await fetch(`${program.address}/-/sandbox/requests`);
    expect(((await state.json()) as { requests: unknown[] }).requests).toHaveLength(1);
  });

  it("prints a line that works where no user can sign in with a password", async () => {
    const program = await start("--installation", "online", "--tenant", "Cust7");
    await expect.poll(() => program.output().split("\n").length).toBe(3);
    const line = program.output().split("\n")[1] ?? "";
    const url = /^curl -s '([^']+)'$/.exec(line)?.[1] ?? "";
    expect(await (await fetch(url)).json()).toMatchObject({ ContextIdentifier: "Cust7" });
  });

  it("explains itself", async () => {
    const { code, out } = await runSandbox("--help");
    expect(code).toBe(0);
    for (const option of ["--port", "--host", "--file", "--memory", "--seed", "--seed-size", "--samples"])
      expect(out).toContain(option);
    expect((await runSandbox("--version")).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it("names everything that is wrong with its options and ends with 2", async () => {
    const wrong = ["--port", "70000", "--seed-size", "-1", "--installation", "cloud", "--time-zone", "Mars"];
    const { code, err, out } = await runSandbox(
      "serve",
      ...wrong.map((text) => text.replace("-1", "x")),
      "--tenant",
      "a/b",
    );
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err.trim().split("\n")).toEqual([
      "so-sandbox: --port must be a whole number from 0 to 65535",
      "so-sandbox: --seed-size must be a whole number from 0 to 1000000",
      "so-sandbox: --tenant must be letters, digits, _ or -, up to 50",
      "so-sandbox: --installation must be one of online, onsite, any",
      "so-sandbox: --time-zone must be a name such as Europe/Oslo",
      "so-sandbox: see so-sandbox --help",
    ]);
  });

  it.each([
    [["--port", "x"], /--port must be/],
    [["run"], /unknown command run/],
    [["serve", "now"], /unknown argument now/],
    [["serve", "--fast"], /^so-sandbox: unknown option --fast\n/],
    [
      ["serve", "--prot", "1", "--tennant=x", "-p"],
      /unknown option --prot; did you mean --port\?\n.*--tennant; did you mean --tenant\?\n.*unknown option -p\n/,
    ],
    [["serve", "--seedsize", "3"], /--seedsize; did you mean --seed-size\?/],
    [["serve", "--port"], /--port/],
    [["serve", "--file", "a.db", "--memory"], /exclude each other/],
    [["serve", "--file", ""], /--file must not be empty/],
    [["serve", "--samples"], /--samples/],
    [["serve", "--samples", ""], /--samples must not be empty/],
  ])("refuses %j with status 2", async (args, message) => {
    const { code, err } = await runSandbox(...args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it("says what a file is that it cannot use, and ends with 1", async () => {
    const text = join(folder, "text.db");
    writeFileSync(text, "not a database at all, but text that is longer than its header");
    const { code, err } = await runSandbox("serve", "--port", "0", "--file", text);
    expect({ code, named: err.includes(text) }).toEqual({ code: 1, named: true });
    expect(err).not.toMatch(/\n\s+at /);
    const missing = await runSandbox("serve", "--port", "0", "--seed", join(folder, "none.yaml"));
    expect(missing.code).toBe(1);
    expect(missing.err).toContain("none.yaml cannot be read (ENOENT)");
  });

  it("tells how far it is with the contacts that it makes up", async () => {
    const program = await start("--seed-size", "500");
    expect(program.output()).toContain("so-sandbox: made up 5500 of 5500 contacts and activities");
    const state = await (await fetch(`${program.address}/-/sandbox`)).json();
    expect((state as { tables: { contacts: number } }).tables.contacts).toBeGreaterThan(500);
  });

  it("says where a seed file is wrong", async () => {
    const seed = join(folder, "wrong.yaml");
    writeFileSync(seed, "users: 5\nfruits: []\n");
    const { code, err } = await runSandbox("serve", "--port", "0", "--seed", seed);
    expect(code).toBe(1);
    expect(err).toContain("fruits");
    expect(err).not.toMatch(/\n\s+at /);
  });

  it("starts where it cannot keep what was compiled, and keeps it where it can", async () => {
    const installed = join(folder, "installed");
    const main = join(installed, "dist/main.js");
    cpSync(fileURLToPath(new URL("../dist", import.meta.url)), join(installed, "dist"), { recursive: true });
    writeFileSync(join(installed, "package.json"), '{"type":"module"}');
    const run = async (): Promise<string> =>
      (await promisify(execFile)(process.execPath, [main, "--version"], { env: {} })).stdout;
    writeFileSync(join(installed, "node_modules"), "a file where a folder would be made");
    expect(await run()).toMatch(/^\d+\.\d+\.\d+\n$/);
    rmSync(join(installed, "node_modules"));
    await run();
    expect(readdirSync(join(installed, "node_modules/.cache/so-sandbox"))).not.toEqual([]);
    expect(await run()).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it("says that a port is taken", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await once(holder, "listening");
    const address = holder.address();
    const port = typeof address === "object" && address !== null ? String(address.port) : "";
    const { code, err } = await runSandbox("serve", "--port", port);
    holder.close();
    expect(code).toBe(1);
    expect(err).toBe(
      `so-sandbox: port ${port} of 127.0.0.1 is in use; stop what listens there or choose another --port\n`,
    );
  });

  it("keeps what is in its file", async () => {
    const file = join(folder, "data.db");
    const first = await start("--file", file);
    const { ContactId } = await createContact(first.address, "Fjord Works");
    await first.stop();
    const second = await start("--file", file);
    const answer = await fetch(`${second.address}${contactsPath}/${ContactId}`, { headers: credentials });
    expect(await answer.json()).toMatchObject({ ContactId, Name: "Fjord Works" });
  });

  it.each(["SIGTERM", "SIGINT"] as const)(
    "lets what is under way end on %s, watchers included",
    async (signal) => {
      const program = await start();
      const control = `${program.address}/-/sandbox`;
      await fetch(`${control}/faults`, { method: "POST", body: '{"kind":"latency","milliseconds":300}' });
      const events = await fetch(`${control}/events`);
      const answer = fetch(`${program.address}${contactsPath}/716`, { headers: credentials });
      await expect
        .poll(async () => ((await (await fetch(`${control}/faults`)).json()) as { faults: [] }).faults)
        .toEqual([]);
      const exit = once(program.child, "exit");
      program.child.kill(signal);
      expect((await answer).status).toBe(200);
      expect(await events.text()).toContain("retry");
      expect(await exit).toEqual([0, null]);
    },
  );

  it("has no control where it was told to have none", async () => {
    const { address, output } = await start("--no-control");
    expect((await fetch(`${address}/-/sandbox`)).status).toBe(404);
    expect((await fetch(`${address}/-/sandbox/reset`, { method: "POST" })).status).toBe(404);
    expect(output()).not.toContain("inspector");
  });

  it("answers control at this machine's own names only, and says so where others can reach it", async () => {
    const run = promisify(execFile);
    const here = await start();
    const script = `require("node:http").get(process.argv[1], { headers: { host: process.argv[2] } }, (answer) => console.log(answer.statusCode))`;
    const statusAt = async (address: string, host: string): Promise<string> =>
      (await run(process.execPath, ["-e", script, `${address}/-/sandbox`, host])).stdout.trim();
    expect(await statusAt(here.address, "rebound.example")).toBe("403");
    expect(await statusAt(here.address, "localhost:1")).toBe("200");
    const everywhere = await start("--host", "0.0.0.0");
    await expect.poll(everywhere.output).toContain("can control the sandbox");
    expect(await statusAt(everywhere.address.replace("0.0.0.0", "127.0.0.1"), "sandbox:4010")).toBe("200");
  });
});
