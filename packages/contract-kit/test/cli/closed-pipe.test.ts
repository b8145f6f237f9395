import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { tree } from "../support/run.ts";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

it("ends quietly, with its own status and reports, where the reader of its output has gone", () => {
  const report = join(tree(), "report.json");
  // The program starts once the reader is gone: the pipe is closed before the first word.
  const script = `{ while [ ! -e "$1.gone" ]; do sleep 0.05; done; "$2" "$3" check --report json="$1"; echo "status $?" >&2; } | { exec <&-; : > "$1.gone"; }`;
  const { stderr } = spawnSync("bash", ["-c", script, "bash", report, process.execPath, cli], {
    encoding: "utf8",
  });
  expect(stderr).not.toMatch(/EPIPE|Unhandled|at .*node:/);
  expect(stderr).toContain("status 0");
  expect(existsSync(report)).toBe(true);
});
