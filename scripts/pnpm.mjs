// Behind npm start, npm test and the others: node scripts/pnpm.mjs run TASK [options]. pnpm installs what is missing, then
// runs the task. This runs before anything is installed, on the user's own Node.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const modules = join(root, "node_modules");
const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
/** Says where npx has put this version of pnpm: npx itself takes a second to find it again. */
const mark = join(modules, `.${packageManager}`);
const args = process.argv.slice(2);

// Who runs a clone trusts its lock file as much as its code; where the file changes it is checked (SECURITY.md). Asking the
// registry about every version takes longer than the rest of the installation.
process.env.pnpm_config_trust_lockfile = "true";

if (args.length === 0) {
  mkdirSync(modules, { recursive: true });
  writeFileSync(mark, process.env.npm_execpath ?? "");
} else {
  if (!existsSync(found())) {
    if (!existsSync(modules)) console.error("Installing what the lock file names: about 15 s, once …");
    const { status } = spawnSync("npx", ["-y", packageManager, "exec", "node", "scripts/pnpm.mjs"], {
      cwd: root,
      stdio: "inherit",
      // A terminal shows progress on few lines; elsewhere it would fill pages.
      env: process.stdout.isTTY ? process.env : { ...process.env, pnpm_config_loglevel: "warn" },
      // On Windows npx is a script, which needs a shell.
      shell: process.platform === "win32",
    });
    if (status !== 0) process.exit(status ?? 1);
  }
  // turbo looks for pnpm on the PATH.
  process.env.PATH = `${dirname(found())}${delimiter}${process.env.PATH}`;
  run(found(), args);
}

function found() {
  return existsSync(mark) ? readFileSync(mark, "utf8") : "";
}
