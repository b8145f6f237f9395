// What the checks of this folder know of the repository: its packages, its files, and how to read TypeScript.
import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository, with a slash at the end, unless `--root FOLDER` names another one: the checks' own tests do. */
export function rootFolder() {
  const at = process.argv.indexOf("--root");
  return at === -1
    ? fileURLToPath(new URL("..", import.meta.url))
    : `${process.argv[at + 1]}/`.replace(/\/+$/, "/");
}

/** TypeScript with a compiler API, which version 7 does not have yet: the one that the generator of the types needs. */
export function typescript() {
  return createRequire(new URL("../packages/types/package.json", import.meta.url))("typescript");
}

/** Files of the repository that git knows or would take, by path. */
export function repositoryFiles(root, ...patterns) {
  return execFileSync("git", ["ls-files", "-co", "--exclude-standard", ...patterns], {
    cwd: root,
    encoding: "utf8",
  })
    .split("\n")
    .filter((file) => file !== "" && existsSync(`${root}${file}`));
}

/** Packages of pnpm-workspace.yaml: folder, package.json, and the hand-written sources of their entry points. */
export function workspacePackages(root) {
  const [, list = ""] = /^packages:\n((?: {2}- .*\n)+)/m.exec(
    readFileSync(`${root}pnpm-workspace.yaml`, "utf8"),
  ) ?? [""];
  const globs = [...list.matchAll(/- "?([^"\n]+)"?/g)].map(([, glob]) => `${glob}/package.json`);
  return globSync(globs, { cwd: root })
    .sort()
    .map((file) => {
      const folder = dirname(file);
      const manifest = JSON.parse(readFileSync(`${root}${file}`, "utf8"));
      return { folder, manifest, entries: entriesOf(root, folder, manifest.exports ?? {}) };
    });
}

/** Sources behind `exports`: `./dist/*` is made from `src/*`. What is generated is not among them. */
function entriesOf(root, folder, exports) {
  return Object.values(exports)
    .map((target) => (typeof target === "string" ? target : (target.types ?? target.default)))
    .filter((target) => target.startsWith("./dist/") && !target.includes("/generated/"))
    .flatMap((target) => {
      const source = target.replace("./dist/", `${folder}/src/`).replace(/\.(d\.ts|js)$/, ".ts");
      return globSync(source, { cwd: root });
    });
}
