import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { credentials, type Program, runSandbox, startSandbox } from "./support/program.ts";

const OPERATION = "v1BLOBAgent_GetBlobEntity";
const reference =
  process.env["SO_REFERENCE_DIR"] ?? fileURLToPath(new URL("../../../../shared/reference", import.meta.url));
const compiler = fileURLToPath(new URL("../../../packages/docs-compiler/src/cli.ts", import.meta.url));

let program: Program | undefined;
afterEach(() => program?.stop());

async function ask(folder: string | undefined): Promise<Response> {
  program = await startSandbox(...(folder === undefined ? [] : ["--samples", folder]));
  return fetch(`${program.address}/api/v1/Agents/BLOB/GetBlobEntity`, {
    method: "POST",
    headers: credentials,
    body: "{}",
  });
}

function folderWith(message: string): string {
  const folder = mkdtempSync(join(tmpdir(), "so-sandbox-samples-"));
  mkdirSync(join(folder, OPERATION));
  writeFileSync(join(folder, OPERATION, "response.http"), message);
  return folder;
}

describe("--samples", () => {
  it("answers what the sandbox does not know with the folder's sample, which is 501 without it", async () => {
    expect((await ask(undefined)).status).toBe(501);
    await program?.stop();
    const answer = await ask(
      folderWith('HTTP/1.1 200 OK\nContent-Type: application/json\n\n{ "BlobId": 5 }\n'),
    );
    expect(answer.headers.get("so-sandbox-sample")).toBe(OPERATION);
    expect(await answer.text()).toBe('{ "BlobId": 5 }');
    const path = `${program?.address}/api/v1/Agents/BLOB/ChangeContactImage`;
    const other = await fetch(path, { method: "POST", headers: credentials, body: "{}" });
    expect(other.status).toBe(501);
  });

  it("says where a sample is broken", async () => {
    const answer = await ask(folderWith("HTTP/1.1 200 OK\nContent-Type: application/json\n\n{ oh }\n"));
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({
      code: "sample-invalid",
      detail: expect.stringContaining(`${OPERATION}/response.http:4:3: `),
    });
  });

  it("ends with 1 where the folder is missing or has no samples", async () => {
    const empty = mkdtempSync(join(tmpdir(), "so-sandbox-samples-"));
    for (const [folder, why] of [
      [join(empty, "none"), "cannot be read (ENOENT)"],
      [empty, "has no samples"],
    ] as const) {
      const { code, err } = await runSandbox("serve", "--port", "0", "--samples", folder);
      expect(code).toBe(1);
      expect(err).toMatch(/^so-sandbox: [^\n]*\n$/);
      expect(err).toContain(folder);
      expect(err).toContain(why);
    }
  });

  const hasReference = existsSync(reference);
  if (!hasReference) console.warn("samples.test.ts: no reference pages at hand; no real sample was answered");
  it.runIf(hasReference)(
    "answers the sample that so-docs took from the pages, as it is printed",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "so-sandbox-samples-"));
      execFileSync(process.execPath, [
        ...[compiler, "samples", reference, "--out", folder, "--only", "BLOB", "--no-progress"],
        ...["--contract", fileURLToPath(new URL("../../../openapi", import.meta.url))],
      ]);
      const answer = await ask(folder);
      expect(answer.headers.get("so-sandbox-sample")).toBe(OPERATION);
      const printed = readFileSync(join(folder, OPERATION, "response.http"), "utf8");
      const body = await answer.text();
      expect(body.length).toBeGreaterThan(100);
      expect(printed.trimEnd().endsWith(`\n\n${body}`)).toBe(true);
    },
  );
});
