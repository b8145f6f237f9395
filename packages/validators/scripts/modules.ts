import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { type Code, compile } from "./compile.ts";
import { type Contract, compilable, type Node, type OperationSchemas } from "./schemas.ts";

const packageRoot = fileURLToPath(new URL("../", import.meta.url));

/** A class that this many groups reach is common; one that fewer reach is in each of their modules. */
const COMMON = 13;

export interface GeneratedModule {
  /** Below the profile's folder. */
  readonly path: string;
  readonly text: string;
}

/**
 * Makes a module for every group, and one with the classes that several groups have in common. A group's own classes
 * are in its module, and so are those that only one other group has: few files load faster than small ones.
 */
export async function modulesOf(
  contract: Contract,
  byGroup: ReadonlyMap<string, readonly OperationSchemas[]>,
  banner: string,
): Promise<GeneratedModule[]> {
  const classes = new Map(
    Object.entries(contract.components.schemas).map(([name, schema]) => [
      name,
      compile(compilable(schema) as Node),
    ]),
  );
  const groups = [...byGroup].map(([path, operations]) => {
    const { code, rows } = groupCode(operations);
    return { path, code, rows, reached: reachedFrom(code, classes) };
  });
  const uses = new Map<string, number>();
  for (const { reached } of groups) for (const name of reached) uses.set(name, (uses.get(name) ?? 0) + 1);
  // What a common class calls is reached wherever it is, so it is common too.
  const common = [...uses].flatMap(([name, count]) => (count >= COMMON ? [name] : [])).sort();
  const aliases = new Map(common.map((name, place) => [name, `c${place.toString(36)}`]));

  const commonCode = joined(common, classes);
  const commonText = `${helperImport(commonCode.helpers, "./runtime.js")}${commonCode.text}
export { ${[...aliases].map(([name, alias]) => `class_${name} as ${alias}`).join(", ")} };`;
  const groupTexts = groups.map(({ path, code, rows, reached }) => {
    const own = joined([...reached].filter((name) => !aliases.has(name)).sort(), classes);
    const called = [...reached].filter((name) => aliases.has(name)).sort();
    const used = called.filter((name) => code.classes.has(name) || own.classes.has(name));
    const imports = used.map((name) => `${aliases.get(name)} as class_${name}`).join(", ");
    const helpers = new Set([...code.helpers, ...own.helpers]);
    return {
      path: `${path}.js`,
      text: `${helperImport(helpers, "../runtime.js")}${used.length > 0 ? `import { ${imports} } from "../common.js";\n` : ""}${own.text}\n${rows}`,
    };
  });
  const minified = [{ path: "common.js", text: commonText }, ...groupTexts].map(async ({ path, text }) => {
    const { code } = await transform(text, { minify: true, format: "esm", target: "es2022" });
    return { path, text: `${banner}\n${code}` };
  });
  return [{ path: "runtime.js", text: await runtime(banner) }, ...(await Promise.all(minified))];
}

/** The helpers, bundled so that the generated modules need nothing but each other. */
async function runtime(banner: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${packageRoot}src/compiled.ts`],
    bundle: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    minify: true,
    write: false,
    banner: { js: banner },
    legalComments: "none",
  });
  return outputFiles[0]?.text ?? "";
}

interface Called {
  readonly classes: ReadonlySet<string>;
  readonly helpers: ReadonlySet<string>;
}

/** The table of a group's operations, and what its checks call. */
function groupCode(operations: readonly OperationSchemas[]): { code: Called; rows: string } {
  const called = { classes: new Set<string>(), helpers: new Set(["whole"]) };
  const check = (schema: Node): string => {
    const { body, classes, helpers } = compile(schema);
    for (const name of classes) called.classes.add(name);
    for (const name of helpers) called.helpers.add(name);
    if (body === "") {
      called.helpers.add("any");
      return "whole(any)";
    }
    return typeof schema["class"] === "string"
      ? `whole(class_${schema["class"]})`
      : `whole((value, pointer, found) => { ${body} return found; })`;
  };
  const rows = operations.map(({ operationId, request, responses }) => {
    const answers = Object.entries(responses).map(([status, schema]) => `${status}: ${check(schema)}`);
    const body = request === undefined ? "" : `request: ${check(request)}, `;
    return `${operationId}: { ${body}responses: { ${answers.join(", ")} } }`;
  });
  return { code: called, rows: `export const validators = { ${rows.join(",\n")} };` };
}

function reachedFrom({ classes: first }: Called, classes: ReadonlyMap<string, Code>): ReadonlySet<string> {
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const next of codeOf(name, classes).classes) visit(next);
  };
  for (const name of first) visit(name);
  return reached;
}

/** Functions of these classes, one after the other. */
function joined(
  names: readonly string[],
  classes: ReadonlyMap<string, Code>,
): Called & { readonly text: string } {
  const codes = names.map((name) => codeOf(name, classes));
  const text = names.map(
    (name, place) =>
      `function class_${name}(value, pointer, found) {\n${codes[place]?.body}\nreturn found;\n}`,
  );
  return {
    text: text.join("\n"),
    classes: new Set(codes.flatMap((code) => [...code.classes])),
    helpers: new Set(codes.flatMap((code) => [...code.helpers])),
  };
}

function codeOf(name: string, classes: ReadonlyMap<string, Code>): Code {
  const code = classes.get(name);
  if (code === undefined) throw new Error(`no class ${name}`);
  return code;
}

const helperImport = (helpers: ReadonlySet<string>, from: string): string =>
  helpers.size === 0 ? "" : `import { ${[...helpers].sort().join(", ")} } from "${from}";\n`;
