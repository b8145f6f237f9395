import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

// What `npx wrangler deploy` of the README does, up to the upload: Cloudflare's own program reads wrangler.jsonc.
const folder = fileURLToPath(new URL("../../", import.meta.url));
const neighbours = fileURLToPath(new URL("../../../../neighbours/", import.meta.url));
const wrangler = join(neighbours, "node_modules/wrangler/bin/wrangler.js");

let scratch: string;
beforeAll(() => {
  execFileSync(process.execPath, [join(neighbours, "install.mjs")], { stdio: "inherit" });
  scratch = mkdtempSync(join(tmpdir(), "so-proxy-deploy-"));
}, 300_000);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function dryRun(name: string, args: readonly string[]): Promise<{ said: string; modules: string[] }> {
  const outdir = join(scratch, name);
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [wrangler, "deploy", ...args, "--dry-run", "--outdir", outdir],
    {
      cwd: folder,
      env: {
        PATH: process.env["PATH"],
        HOME: scratch,
        CI: "true",
        WRANGLER_SEND_METRICS: "false",
        CLOUDFLARE_CF_FETCH_ENABLED: "false",
      },
      maxBuffer: 10_000_000,
    },
  );
  return { said: stdout + stderr, modules: readdirSync(outdir) };
}

describe("wrangler deploy", () => {
  it.each([
    { name: "worker", args: [], most: 800 },
    { name: "worker-sandbox", args: ["dist/worker-sandbox/index.js"], most: 1_000 },
  ])(
    "takes $name as it is: modules, assets, bindings, and far less than a Worker may have",
    async ({ name, args, most }) => {
      const { said, modules } = await dryRun(name, args);
      expect(said).not.toMatch(/warning|error/i);
      expect(modules).toEqual(expect.arrayContaining(readdirSync(join(folder, "dist", name))));
      for (const binding of [
        "env.STORE (ProxyStore)",
        "env.TENANTS",
        "env.ASSETS",
        'env.UPSTREAM ("samples")',
      ])
        expect(said).toContain(binding);
      const [, size, unit] = /gzip: ([\d.]+) (\w+)/.exec(said) ?? [];
      expect(unit).toBe("KiB");
      expect(Number(size)).toBeLessThan(most);
    },
    120_000,
  );
});
