// Every name that a package exports has a comment that says what it is, and so has every member of `*Options`.
// Starts at the sources of the entry points and follows what they export again; what is generated, or another package's,
// is looked at where it is made. Exit status 1 and a line for every name that says nothing.
import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { rootFolder, typescript, workspacePackages } from "./workspace.mjs";

const root = rootFolder();
const ts = typescript();

const modules = new Map();
function parse(file) {
  let module = modules.get(file);
  if (module === undefined) {
    module = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
    modules.set(file, module);
  }
  return module;
}

/** The file that a relative specifier leads to, unless it is generated or another package's. */
function target(file, specifier) {
  if (specifier === undefined || !specifier.text.startsWith(".")) return undefined;
  const path = resolve(dirname(file), specifier.text);
  return path.includes("/generated/") || !existsSync(path) ? undefined : path;
}

const isExported = (node) => (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Export) !== 0;

/** Names that a statement declares. */
function declared(statement) {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  return statement.name === undefined ? [] : [statement.name.text];
}

const hasComment = (statement) =>
  (ts.getLeadingCommentRanges(statement.getSourceFile().text, statement.pos) ?? []).some(({ pos, end }) =>
    statement.getSourceFile().text.slice(pos, end).startsWith("/**"),
  );

/** Declarations that a module exports, by the names that it exports them under; `wanted` are the only ones that matter. */
function* exportsOf(file, wanted) {
  const module = parse(file);
  for (const statement of module.statements) {
    if (ts.isExportDeclaration(statement)) {
      const from = target(file, statement.moduleSpecifier);
      const clause = statement.exportClause;
      if (clause === undefined || !ts.isNamedExports(clause)) {
        if (from !== undefined) yield* exportsOf(from, wanted);
        continue;
      }
      for (const { name, propertyName } of clause.elements) {
        if (wanted !== undefined && !wanted.has(name.text)) continue;
        const inner = new Set([(propertyName ?? name).text]);
        if (from !== undefined) yield* exportsOf(from, inner);
        else if (statement.moduleSpecifier === undefined) yield* declarationsOf(file, inner);
      }
    } else if (isExported(statement) || ts.isVariableStatement(statement)) {
      if (ts.isVariableStatement(statement) && !statement.modifiers?.some(isExportKeyword)) continue;
      for (const name of declared(statement)) if (wanted?.has(name) ?? true) yield { file, name, statement };
    }
  }
}

const isExportKeyword = ({ kind }) => kind === ts.SyntaxKind.ExportKeyword;

/** Declarations that a module has for names which it exports by a list. */
function* declarationsOf(file, wanted) {
  for (const statement of parse(file).statements) {
    if (ts.isImportDeclaration(statement)) {
      const from = target(file, statement.moduleSpecifier);
      const bindings = statement.importClause?.namedBindings;
      if (from === undefined || bindings === undefined || !ts.isNamedImports(bindings)) continue;
      for (const { name, propertyName } of bindings.elements)
        if (wanted.has(name.text)) yield* exportsOf(from, new Set([(propertyName ?? name).text]));
    } else {
      for (const name of declared(statement)) if (wanted.has(name)) yield { file, name, statement };
    }
  }
}

/** Options that do not say their unit, default and effect. */
const silentMembers = (statement) =>
  ts.isInterfaceDeclaration(statement) && statement.name.text.endsWith("Options")
    ? statement.members.filter((member) => !hasComment(member))
    : [];

const silent = [];
let names = 0;
for (const { folder, entries } of workspacePackages(root)) {
  const seen = new Map();
  for (const entry of entries)
    for (const found of exportsOf(`${root}${entry}`)) {
      // One comment is enough for a function with several signatures, or a type and a value of one name.
      const key = `${found.file} ${found.name}`;
      seen.set(key, { ...found, says: hasComment(found.statement) || (seen.get(key)?.says ?? false) });
    }
  names += seen.size;
  for (const { file, name, statement, says } of seen.values()) {
    const mute = [...(says ? [] : [{ node: statement, name }])];
    for (const member of silentMembers(statement))
      mute.push({ node: member, name: `${name}.${member.name?.getText()}` });
    for (const { node, name } of mute) {
      const { line } = parse(file).getLineAndCharacterOfPosition(node.getStart());
      silent.push(`${relative(root, file)}:${line + 1}: ${name} says nothing about itself`);
    }
  }
  if (entries.length > 0 && seen.size === 0 && folder !== "packages/types")
    silent.push(`${folder}: no exports found in ${entries.join(", ")}`);
}
for (const line of silent) console.error(line);
console.log(`${names} exported names, ${silent.length} without a comment`);
process.exit(silent.length === 0 ? 0 : 1);
