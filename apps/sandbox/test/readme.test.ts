import { execFile } from "node:child_process";
import { globSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, expect, it } from "vitest";
import { type Program, startSandbox } from "./support/program.ts";

// The lines with curl that stand in READMEs are pasted into a shell, page by page, against a sandbox of their own.
const run = promisify(execFile);
const root = fileURLToPath(new URL("../../..", import.meta.url));
const bin = fileURLToPath(new URL("support/bin", import.meta.url));
const PATH = [bin, dirname(process.execPath), process.env["PATH"]].join(delimiter);

const pages = globSync(
  ["apps/sandbox/README.md", "packages/sandbox/README.md", "packages/sandbox/docs/*.md"],
  {
    cwd: root,
  },
)
  .map((page) => ({ page, lines: curlLines(readFileSync(join(root, page), "utf8")) }))
  .filter(({ lines }) => lines.length > 0);

function curlLines(text: string): readonly string[] {
  return [...text.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = ""]) =>
    block.split("\n").filter((line) => line.startsWith("curl ")),
  );
}

let program: Program | undefined;
afterEach(() => program?.stop());

it("there are lines to paste, with the address that so-sandbox has by default", () => {
  const lines = pages.flatMap((page) => page.lines);
  expect(lines.length).toBeGreaterThanOrEqual(8);
  for (const line of lines) expect(line).toMatch(/(?:localhost|127\.0\.0\.1):4010\//);
});

it.each(pages)("the lines with curl of $page work when they are pasted", async ({ lines }) => {
  program = await startSandbox();
  const { host } = new URL(program.address);
  const cwd = mkdtempSync(join(tmpdir(), "so-readme-"));
  let code = "";
  for (const line of lines) {
    const pasted = line.replace(/(?:localhost|127\.0\.0\.1):4010/g, host).replace("code=...", `code=${code}`);
    const { stdout } = await run("sh", ["-c", pasted], { cwd, env: { PATH } });
    // A person copies the code out of one answer into the next line.
    code = /[?&]code=([\w-]+)/.exec(stdout)?.[1] ?? code;
  }
});
