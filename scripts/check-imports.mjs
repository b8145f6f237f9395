// Holds the table "Packages and what they may import" of ARCHITECTURE.md against the packages and what they import: every
// package has its row, imports are in it, nothing reaches past entry points, and no row allows what nobody does.
// Exit status 1 and a line for everything that does not agree.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repositoryFiles, rootFolder, typescript, workspacePackages } from "./workspace.mjs";

const root = rootFolder();
const ts = typescript();
const scope = "@so-webapi/";
const wrong = new Set();

const table = readFileSync(`${root}ARCHITECTURE.md`, "utf8");
const names = (cell) =>
  cell
    .split(",")
    .map((word) => word.trim())
    .filter((word) => /^[a-z-]+$/.test(word));
const rows = [
  ...table.matchAll(/^\| `([\w/-]+?)\/?` \| `@so-webapi\/([\w-]+)` \| ([^|]+) \| ([^|]+) \|$/gm),
].map(([, folder, name, toRun, toBuild]) => ({
  folder,
  name,
  toRun: names(toRun),
  toBuild: names(toBuild),
  used: new Set(),
}));

// What stands within a package's folder, as each of the examples does, counts to that package.
const packages = workspacePackages(root).filter(
  ({ folder }) => !rows.some((row) => folder.startsWith(`${row.folder}/`)),
);
const [, picture = ""] = /```text\n([\s\S]*?)```/.exec(table) ?? [];
for (const { folder, manifest } of packages) {
  if (!picture.includes(folder.split("/").at(-1))) wrong.add(`ARCHITECTURE.md's picture lacks ${folder}`);
  const own = rows.filter((row) => row.folder === folder);
  if (own.length !== 1) wrong.add(`ARCHITECTURE.md has ${own.length} rows for ${folder}`);
  else if (scope + own[0].name !== manifest.name)
    wrong.add(`ARCHITECTURE.md calls ${folder} ${scope}${own[0].name}, its package.json ${manifest.name}`);
  if (!new RegExp(`^## .*\`${folder}/?\``, "m").test(table))
    wrong.add(`ARCHITECTURE.md has no section about \`${folder}\``);
}
for (const folder of new Set(
  repositoryFiles(root).flatMap((file) => file.match(/^[^./][^/]*(?=\/)/)?.[0] ?? []),
))
  if (!new RegExp(`^\\| \`${folder}[/\`]`, "m").test(table))
    wrong.add(`ARCHITECTURE.md has no row for the folder ${folder}/`);
for (const { folder } of rows)
  if (!packages.some((found) => found.folder === folder))
    wrong.add(`ARCHITECTURE.md has a row for ${folder}, which is no package`);

/** What a module imports, statically or not, or asks the way to. */
function specifiersOf(file) {
  const code = readFileSync(`${root}${file}`, "utf8");
  const { importedFiles } = ts.preProcessFile(code, true, true);
  const asked = [...code.matchAll(/\bresolve\(\s*["'](@[^"'\n]+)["']/g)].map(([, specifier]) => specifier);
  return [...importedFiles.map(({ fileName }) => fileName), ...asked];
}

const files = repositoryFiles(root, "*.ts", "*.tsx", "*.mts", "*.js", "*.mjs").filter(
  (file) => !file.includes("/fixtures/"),
);
for (const file of files) {
  const own = rows.find(({ folder }) => file.startsWith(`${folder}/`));
  if (own === undefined) continue;
  const isTool = !file.startsWith(`${own.folder}/src/`) || /\.test(-d)?\.ts$/.test(file);
  for (const specifier of specifiersOf(file)) {
    if (specifier.startsWith(".")) {
      if (!join(dirname(file), specifier).startsWith(`${own.folder}/`))
        wrong.add(`${file}: ${specifier} leads out of ${own.folder}`);
      continue;
    }
    const [, name, path] = /^@so-webapi\/([\w-]+)(\/.*)?$/.exec(specifier) ?? [];
    if (name === undefined) continue;
    own.used.add(name);
    if (name !== own.name && !own.toRun.includes(name) && !(isTool && own.toBuild.includes(name)))
      wrong.add(`${file}: ${own.folder} may not import ${specifier} here`);
    if (path?.startsWith("/src/") || path?.startsWith("/dist/"))
      wrong.add(`${file}: ${specifier} is no entry point`);
  }
}

// Programs in a package's guides, and those that it generates, import too.
for (const row of rows) {
  const texts = repositoryFiles(root, `${row.folder}/*.md`, `${row.folder}/scripts/*`, `${row.folder}/src/*`);
  for (const name of [...row.toRun, ...row.toBuild])
    if (
      !row.used.has(name) &&
      !texts.some((file) => readFileSync(`${root}${file}`, "utf8").includes(scope + name))
    )
      wrong.add(`ARCHITECTURE.md lets ${row.folder} import ${name}, and nothing there does`);
}

for (const line of wrong) console.error(line);
console.log(
  `${files.length} files of ${rows.length} packages, ${wrong.size} things that ARCHITECTURE.md does not say so`,
);
process.exit(wrong.size === 0 ? 0 : 1);
