// Holds the table "Packages and what they may import" of ARCHITECTURE.md against what packages import.
// Exit status 1 and a line for every import that the table does not allow.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const table = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
const rows = [
  ...table.matchAll(
    /^\| `((?:openapi|packages|apps)\/?[^`]*)` \| `(@so-webapi\/[^`]+)` \| ([^|]+) \| ([^|]+) \|/gm,
  ),
];
const packages = rows.map(([, folder, name, runtime, tools]) => {
  const names = (cell) =>
    cell
      .split(",")
      .map((word) => word.trim())
      .filter((word) => /^[a-z-]+$/.test(word));
  return { folder: folder.replace(/\/$/, ""), name, runtime: names(runtime), tools: names(tools) };
});
if (packages.length < 8) throw new Error(`ARCHITECTURE.md lists only ${packages.length} packages`);

const files = execFileSync(
  "git",
  ["ls-files", "-co", "--exclude-standard", "*.ts", "*.mts", "*.js", "*.mjs"],
  { cwd: root, encoding: "utf8" },
)
  .split("\n")
  .filter((file) => file !== "" && !file.includes("/fixtures/"));
const wrong = [];
for (const file of files) {
  const own = packages.find(({ folder }) => file.startsWith(`${folder}/`));
  if (own === undefined) continue;
  const isTool = !file.startsWith(`${own.folder}/src/`) || /\.test(-d)?\.ts$/.test(file);
  const allowed = new Set([
    own.name.slice("@so-webapi/".length),
    ...own.runtime,
    ...(isTool ? own.tools : []),
  ]);
  const code = readFileSync(join(root, file), "utf8");
  const specifiers = [
    ...code.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*|\bresolve\(\s*)["']([^"'\n]+)["']/g),
  ].map(([, specifier]) => specifier);
  for (const specifier of specifiers) {
    const target = /^@so-webapi\/([a-z-]+)(\/.*)?$/.exec(specifier);
    if (target !== null && !allowed.has(target[1]))
      wrong.push(`${file}: ${own.name} may not import ${specifier} here`);
    if (target?.[2]?.startsWith("/src/") || target?.[2]?.startsWith("/dist/"))
      wrong.push(`${file}: ${specifier} is no entry point`);
    if (!isTool && specifier.startsWith(".")) {
      const path = relative(root, join(root, dirname(file), specifier));
      if (!path.startsWith(own.folder)) wrong.push(`${file}: ${specifier} leads out of ${own.folder}`);
    }
  }
}
for (const line of [...new Set(wrong)]) console.error(line);
console.log(`${files.length} files, ${wrong.length} imports that ARCHITECTURE.md does not allow`);
process.exit(wrong.length === 0 ? 0 : 1);
