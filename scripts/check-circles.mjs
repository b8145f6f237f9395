// No module of a package imports itself by way of others when it runs: such modules load in an order that nobody chose.
// Imports of types are not there at run time. Exit status 1 and a line for each circle.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repositoryFiles, rootFolder, typescript } from "./workspace.mjs";

const root = rootFolder();
const ts = typescript();

const files = repositoryFiles(root, "*.ts", "*.tsx").filter(
  (file) => /(^|\/)src\//.test(file) && !/\.test(-d)?\.ts$/.test(file),
);
const imports = new Map(files.map((file) => [file, importsOf(file)]));

function importsOf(file) {
  const { statements } = ts.createSourceFile(
    file,
    readFileSync(`${root}${file}`, "utf8"),
    ts.ScriptTarget.Latest,
  );
  return statements.flatMap((statement) => {
    const specifier = statement.moduleSpecifier?.text;
    return specifier?.startsWith(".") && runs(statement) ? [join(dirname(file), specifier)] : [];
  });
}

/** False for an import or export of types alone. */
function runs(statement) {
  const clause = statement.importClause ?? statement;
  if (clause.isTypeOnly) return false;
  const named = ts.isImportDeclaration(statement) ? clause.namedBindings : statement.exportClause;
  const elements = named?.elements ?? [];
  return elements.length === 0 || elements.some(({ isTypeOnly }) => !isTypeOnly);
}

/** Goes down from a module; a module that stands above itself closes a circle. */
const done = new Set();
const circles = [];
function visit(file, above) {
  const at = above.indexOf(file);
  if (at !== -1) {
    circles.push([...above.slice(at), file]);
    return;
  }
  if (done.has(file)) return;
  for (const next of imports.get(file) ?? []) visit(next, [...above, file]);
  done.add(file);
}
for (const file of files) visit(file, []);

for (const circle of circles) console.error(`a circle: ${circle.join(" → ")}`);
console.log(`${files.length} modules, ${circles.length} circles`);
process.exit(circles.length === 0 ? 0 : 1);
