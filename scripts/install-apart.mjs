// Installs a folder that is no part of the workspace from its own lock file, once.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Prints nothing where everything is there. Needs the npm registry the first time.
 *
 * @param {string} folder - path of the folder that has `package.json` and `pnpm-lock.yaml`.
 * @param {string} what - as the line says that is printed: "the neighbours".
 */
export function installApart(folder, what) {
  const lock = readFileSync(join(folder, "pnpm-lock.yaml"), "utf8");
  const mark = join(folder, "node_modules", ".installed-from.yaml");
  if (existsSync(mark) && readFileSync(mark, "utf8") === lock) return;
  console.error(`installing ${what} (once) …`);
  execFileSync(
    process.platform === "win32" ? "npx.cmd" : "npx",
    ["--prefer-offline", "-y", "pnpm@12.21.0", "install", "--frozen-lockfile"],
    { cwd: folder, stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, CI: "true" } },
  );
  writeFileSync(mark, lock);
}
