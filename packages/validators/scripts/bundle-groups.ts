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
 * Gives every group a module and what several groups share a chunk, so that all groups together hold every class
 * once. The classes are modules that exist while esbuild runs and nowhere else.
 */
export async function bundleGroups(
  contract: Contract,
  byGroup: ReadonlyMap<string, readonly OperationSchemas[]>,
  banner: string,
): Promise<GeneratedModule[]> {
  const { outputFiles } = await build({
    entryPoints: Object.fromEntries([...byGroup.keys()].map((group) => [group, `group:${group}`])),
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    minify: true,
    write: false,
    outdir: "/generated",
    chunkNames: "chunks/[hash]",
    banner: { js: banner },
    legalComments: "none",
    plugins: [
      {
        name: "contract",
        setup(build) {
          build.onResolve({ filter: /^(?:group|class):/ }, ({ path }) => ({ path, namespace: "contract" }));
          build.onLoad({ filter: /.*/, namespace: "contract" }, ({ path }) => {
            const name = path.slice(path.indexOf(":") + 1);
            const contents = path.startsWith("group:")
              ? groupModule(byGroup.get(name) ?? [])
              : classModule(contract, name);
            return { contents, loader: "js", resolveDir: packageRoot };
          });
        },
      },
    ],
  });
  return outputFiles.map(({ path, text }) => ({ path: path.replace(/^.*\/generated\//, ""), text }));
}

const imports = (classes: ReadonlySet<string>): string =>
  [...classes].map((name) => `import { validate as class_${name} } from "class:${name}";\n`).join("");
const runtime = `import { formats } from ${source("formats.ts")};\nimport { failed, present } from ${source("compiled.ts")};\n`;

function classModule(contract: Contract, name: string): string {
  const schema = contract.components.schemas[name];
  if (schema === undefined) throw new Error(`no class ${name}`);
  const { code, classes } = compileModule({ validate: compilable(schema) });
  classes.delete(name);
  // A class that holds itself refers to its own function.
  return `${imports(classes)}${runtime}${code}\nconst class_${name} = validate;\nexport { validate };`;
}

function groupModule(operations: readonly OperationSchemas[]): string {
  const schemas: Record<string, unknown> = {};
  const rows = operations.map(({ operationId, request, responses }) => {
    const add = (part: string, schema: unknown): string => {
      schemas[`${operationId}_${part}`] = schema;
      return `toCheck(${operationId}_${part})`;
    };
    const answers = Object.entries(responses).map(([status, schema]) => `${status}: ${add(status, schema)}`);
    const body = request === undefined ? "" : `request: ${add("request", request)}, `;
    return `${operationId}: { ${body}responses: { ${answers.join(", ")} } }`;
  });
  if (Object.keys(schemas).length === 0) return `export const validators = { ${rows.join(",\n")} };`;
  const { code, classes } = compileModule(schemas);
  return `${imports(classes)}${runtime}import { toCheck } from ${source("to-check.ts")};
${code}
export const validators = { ${rows.join(",\n")} };`;
}
