import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ask } from "./support/client.ts";
import { type Settings, spawnNode, startNode, startWorker } from "./support/programs.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "so-proxy-config-"));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, text: string) => writeFile(join(folder, name), text);

/** Runs the program in the folder until it ends. */
async function run(args: readonly string[], settings: Settings = {}) {
  const child = spawnNode(settings, args, folder);
  let out = "";
  let err = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    out += chunk;
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    err += chunk;
  });
  const [code] = await once(child, "close");
  return { code, out, err };
}

async function healthOf(config: Settings, args: readonly string[] = ["serve"]) {
  const program = await startNode(config, args, folder);
  try {
    return (await ask(program.address, { path: "/-/health" })).json;
  } finally {
    await program.stop();
  }
}

describe("so-proxy serve", () => {
  it("reads so-proxy.config.jsonc of its working directory, and the environment wins", async () => {
    await write("so-proxy.config.jsonc", '{ "upstream": "samples", /* so */ "validation": "off", }');
    expect((await healthOf({})).validation).toEqual({ requests: "off", answers: "off" });
    expect((await healthOf({ VALIDATE_ANSWERS: "enforce" })).validation).toEqual({
      requests: "off",
      answers: "enforce",
    });
  });

  it("prints no line to paste that callers would be refused with", async () => {
    await write("so-proxy.config.json", '{ "callers": [{ "name": "people", "ownCredentials": true }] }');
    const program = await startNode({ UPSTREAM: "sandbox" }, [], folder);
    try {
      await expect.poll(() => program.output()).toContain(`curl -s ${program.address}/-/health`);
      expect(program.output()).not.toContain("/api/v1/");
    } finally {
      await program.stop();
    }
  });

  it("reads a TypeScript file by --config", async () => {
    const text = 'const level: string = "off";\nexport default { upstream: "samples", validation: level };\n';
    await write("mine.ts", text);
    const { validation } = await healthOf({}, ["--config", "mine.ts"]);
    expect(validation).toEqual({ requests: "off", answers: "off" });
  });

  it("names every mistake of file and environment and ends", async () => {
    await write("so-proxy.config.json", '{ "prot": 1, "limits": { "bodyBytes": "canary" } }');
    const { code, out, err } = await run([], { LOG: "loud" });
    expect({ code, out, lines: err.trim().split("\n") }).toEqual({
      code: 1,
      out: "",
      lines: [
        expect.stringMatching(
          /^so-proxy: so-proxy\.config\.jsonc?: prot is unknown; here can be upstream, .* \[setting-invalid\]$/,
        ),
        expect.stringMatching(/^so-proxy: so-proxy\.config\.jsonc?: limits\.bodyBytes must be /),
        "so-proxy: LOG must be one of off, warn, all [setting-invalid]",
      ],
    });
  });

  it.each([
    {
      files: ["a.json"],
      args: ["--config", "b.json"],
      says: "b.json cannot be read (ENOENT) [config-unreadable]",
    },
    {
      files: ["so-proxy.config.json", "so-proxy.config.jsonc"],
      args: [],
      says: "are both there; keep one [config-unreadable]",
    },
    { files: [], args: ["--config"], says: "--config needs a path [usage-invalid]" },
    {
      files: [],
      args: ["serve", "check"],
      says: "check cannot follow another command, see --help [usage-invalid]",
    },
    { files: [], args: ["surf"], says: "unknown argument surf, see --help [usage-invalid]" },
    {
      files: [],
      args: ["key", "--config", "a"],
      says: "--config is for serve and check, see --help [usage-invalid]",
    },
    { files: [], args: ["sopk_0123456789"], says: "so-proxy: unknown argument, see --help [usage-invalid]" },
  ])("with $files and $args says: $says", async ({ files, args, says }) => {
    for (const file of files) await write(file, "{}");
    const { code, err } = await run(args);
    expect({ code, err }).toEqual({
      code: says.includes("usage") ? 2 : 1,
      err: expect.stringContaining(says),
    });
  });

  it("says where a file is no JSON", async () => {
    await write("so-proxy.config.json", '{\n  "port": nine\n}');
    expect((await run([])).err).toContain("so-proxy.config.json is not JSON: line 2, column 11");
  });
});

describe("so-proxy check", () => {
  it("prints what holds, in a form that can be read again", async () => {
    await write("so-proxy.config.json", '{ "upstream": "https://crm.example/x/api", "port": 9 }');
    const { code, out, err } = await run(["check"], { PORT: "10" });
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("so-proxy.config.json");
    expect(out).toContain('"port": 10');
    await write("again.jsonc", out);
    const again = await run(["check", "--config=again.jsonc"]);
    expect(again.err).toBe("");
    expect(again.out.split("\n").slice(1)).toEqual(out.split("\n").slice(1));
  });
});

describe("so-proxy init", () => {
  it("writes a file that check reads, once", async () => {
    expect(await run(["init"])).toMatchObject({ code: 0, err: "" });
    expect(await readFile(join(folder, "so-proxy.config.jsonc"), "utf8")).toContain(
      '// "upstream": "sandbox"',
    );
    expect(await run(["check"])).toMatchObject({ code: 0, err: "" });
    expect(await run(["init"])).toMatchObject({
      code: 1,
      err: "so-proxy: so-proxy.config.jsonc is already there [init-refused]\n",
    });
  });
});

describe("a Worker", () => {
  it("takes the document as a binding, and names what is wrong with it in its log", async () => {
    const right = await startWorker({ CONFIG: '{ "validation": "off" } // text' });
    try {
      const { validation, upstream } = (await ask(right.address, { path: "/-/health" })).json;
      expect({ validation, upstream }).toEqual({
        validation: { requests: "off", answers: "off" },
        upstream: "samples",
      });
    } finally {
      await right.stop();
    }
    const wrong = await startWorker({ CONFIG: '{ "prot": 1 }' });
    try {
      expect((await ask(wrong.address, { path: "/-/health" })).json.code).toBe("internal");
      await expect.poll(() => wrong.output()).toContain("prot is unknown");
    } finally {
      await wrong.stop();
    }
  });
});
