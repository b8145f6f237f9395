import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compileModule } from "./compile-module.ts";
import { type Contract, compilable, type OperationSchemas } from "./schemas.ts";

const packageRoot = fileURLToPath(new URL("../", import.meta.url));
const source = (file: string): string => JSON.stringify(`${packageRoot}src/${file}`);

export interface GeneratedModule {
  /** Below the profile's folder. */
  readonly path: string;
  readonly text: string;
}

/**
 * A class that so many groups reach is in the common module; one that fewer reach is in the module of each. Few files
 * load faster than small ones, and a class in several modules costs less than a file for it.
 */
const COMMON = 6;

/**
 * Gives every group a module of its own classes, and all of them one with the classes that many groups reach. While
 * esbuild runs the classes are modules too; they exist nowhere else.
 */
export async function bundleGroups(
  contract: Contract,
  byGroup: ReadonlyMap<string, readonly OperationSchemas[]>,
  banner: string,
): Promise<GeneratedModule[]> {
  const modules = new Map<string, ClassModule>();
  const moduleOf = (name: string): ClassModule => {
    const known = modules.get(name) ?? classModule(contract, name);
    modules.set(name, known);
    return known;
  };
  const groups = [...byGroup].map(([path, operations]) => {
    const module = groupModule(operations);
    return { path, module, reached: reachedFrom(module.classes, moduleOf) };
  });
  const uses = new Map<string, number>();
  for (const { reached } of groups) for (const name of reached) uses.set(name, (uses.get(name) ?? 0) + 1);
  // What a common class calls is reached wherever it is, so it is common too.
  const common = [...uses].flatMap(([name, count]) => (count >= COMMON ? [name] : [])).sort();
  const aliases = new Map(common.map((name, place) => [name, `c${place.toString(36)}`]));
  const importOf = (name: string, fromCommon: boolean): string =>
    fromCommon && aliases.has(name)
      ? `import { ${aliases.get(name)} as class_${name} } from "../common.js";\n`
      : `import { validate as class_${name} } from "class:${name}";\n`;
  const text = ({ classes, code }: ClassModule, fromCommon: boolean): string =>
    `${[...classes].map((name) => importOf(name, fromCommon)).join("")}${fromCommon ? commonRuntime : runtime}${code}`;
  const bundle = (
    entries: Readonly<Record<string, string>>,
    fromCommon: boolean,
  ): Promise<GeneratedModule[]> => bundled(entries, (path) => text(moduleOf(path), fromCommon), banner);

  const reexports = common.map((name) => `export { validate as ${aliases.get(name)} } from "class:${name}";`);
  const [commons, own] = await Promise.all([
    bundle(
      {
        common: [
          ...reexports,
          `export * from ${source("compiled.ts")};`,
          `export { formats } from ${source("formats.ts")};`,
          `export { toCheck } from ${source("to-check.ts")};`,
        ].join("\n"),
      },
      false,
    ),
    bundle(Object.fromEntries(groups.map(({ path, module }) => [path, text(module, true)])), true),
  ]);
  return [...commons, ...own];
}

/** Bundles entries whose imports `class:NAME` are given by `classText`; `../common.js` stays an import. */
async function bundled(
  entries: Readonly<Record<string, string>>,
  classText: (name: string) => string,
  banner: string,
): Promise<GeneratedModule[]> {
  const { outputFiles } = await build({
    entryPoints: Object.fromEntries(Object.keys(entries).map((path) => [path, `entry:${path}`])),
    bundle: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    minify: true,
    write: false,
    outdir: "/generated",
    banner: { js: banner },
    legalComments: "none",
    plugins: [
      {
        name: "contract",
        setup(build) {
          build.onResolve({ filter: /^(?:entry|class):/ }, ({ path }) => ({ path, namespace: "contract" }));
          build.onResolve({ filter: /^\.\.\/common\.js$/ }, ({ path }) => ({ path, external: true }));
          build.onLoad({ filter: /.*/, namespace: "contract" }, ({ path }) => {
            const name = path.slice(path.indexOf(":") + 1);
            const contents = path.startsWith("entry:") ? (entries[name] ?? "") : classText(name);
            return { contents, loader: "js", resolveDir: packageRoot };
          });
        },
      },
    ],
  });
  return outputFiles.map(({ path, text }) => ({ path: path.replace(/^.*\/generated\//, ""), text }));
}

/** Code of a module, and the classes that it calls. */
interface ClassModule {
  readonly code: string;
  readonly classes: ReadonlySet<string>;
}

function reachedFrom(
  first: ReadonlySet<string>,
  moduleOf: (name: string) => ClassModule,
): ReadonlySet<string> {
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const next of moduleOf(name).classes) visit(next);
  };
  for (const name of first) visit(name);
  return reached;
}

const runtime = `import { formats } from ${source("formats.ts")};
import { dictionary, failed, orNull, present, scalars } from ${source("compiled.ts")};
`;

/** The helpers are in the common module, once. */
const commonRuntime = `import { dictionary, failed, formats, orNull, present, scalars, toCheck } from "../common.js";\n`;

function classModule(contract: Contract, name: string): ClassModule {
  const schema = contract.components.schemas[name];
  if (schema === undefined) throw new Error(`no class ${name}`);
  const { code, classes } = compileModule({ validate: compilable(schema) });
  classes.delete(name);
  // A class that holds itself refers to its own function.
  return { code: `${code}\nconst class_${name} = validate;\nexport { validate };`, classes };
}

function groupModule(operations: readonly OperationSchemas[]): ClassModule {
  const schemas: Record<string, unknown> = {};
  const direct = new Set<string>();
  const rows = operations.map(({ operationId, request, responses }) => {
    const add = (part: string, schema: Readonly<Record<string, unknown>>): string => {
      const name = schema["class"] ?? schema["classOrNull"];
      if (typeof name === "string" && Object.keys(schema).length === 1) {
        direct.add(name);
        return "class" in schema ? `toCheck(class_${name})` : `toCheck(orNull(class_${name}))`;
      }
      schemas[`${operationId}_${part}`] = schema;
      return `toCheck(${operationId}_${part})`;
    };
    const answers = Object.entries(responses).map(([status, schema]) => `${status}: ${add(status, schema)}`);
    const body = request === undefined ? "" : `request: ${add("request", request)}, `;
    return `${operationId}: { ${body}responses: { ${answers.join(", ")} } }`;
  });
  const { code, classes } = compileModule(schemas);
  return {
    code: `${code}\nexport const validators = { ${rows.join(",\n")} };`,
    classes: new Set([...direct, ...classes]),
  };
}
