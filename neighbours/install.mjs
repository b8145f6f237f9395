// Installs the neighbours from their own lock file, once; prints nothing when they are there.
// Usage: node neighbours/install.mjs. Needs the npm registry the first time (about 550 MB on disk, most of it shared with the workspace).
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));
const lock = readFileSync(join(folder, "pnpm-lock.yaml"), "utf8");
const mark = join(folder, "node_modules", ".installed-from.yaml");

if (!existsSync(mark) || readFileSync(mark, "utf8") !== lock) {
  console.error("installing the neighbours (once) …");
  execFileSync(
    process.platform === "win32" ? "npx.cmd" : "npx",
    ["-y", "pnpm@12.21.0", "install", "--frozen-lockfile"],
    { cwd: folder, stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, CI: "true" } },
  );
  writeFileSync(mark, lock);
}
