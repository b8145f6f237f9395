// Compiles the contract's schemas into src/generated/: one module per agent and entity, for the open bundle and for
// the closed profile. The modules hold plain functions; nothing is compiled at run time.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { _ } from "ajv/dist/compile/codegen/index.js";
import { build } from "esbuild";
import { formats } from "../src/formats.ts";
import { type Contract, classesSchema, type OperationSchemas, operationSchemas } from "./schemas.ts";

const require = createRequire(import.meta.url);
const { default: standaloneCode } = require("ajv/dist/standalone") as {
  readonly default: (ajv: Ajv2020, exports: Readonly<Record<string, string>>) => string;
};
const packageRoot = fileURLToPath(new URL("../", import.meta.url));
const out = new URL("../src/generated/", import.meta.url);

const profiles = [
  { file: "@so-webapi/openapi/superoffice.openapi.json", folder: "", upToIndex: "../.." },
  { file: "@so-webapi/openapi/superoffice.closed.json", folder: "closed/", upToIndex: "../../.." },
] as const;

rmSync(out, { recursive: true, force: true });
for (const profile of profiles) {
  const contract = JSON.parse(readFileSync(require.resolve(profile.file), "utf8")) as Contract;
  const byGroup = new Map<string, OperationSchemas[]>();
  for (const operation of operationSchemas(contract)) {
    byGroup.set(operation.group, [...(byGroup.get(operation.group) ?? []), operation]);
  }
  const banner = `// Made by scripts/generate.ts from ${profile.file}. Do not edit.`;
  for (const [group, operations] of byGroup) {
    const target = new URL(`${profile.folder}${group}.js`, out);
    mkdirSync(new URL(".", target), { recursive: true });
    const code = await bundled(compile(contract, operations), banner);
    writeFileSync(target, code);
    const types = `${banner}\nimport type { ValidatorTable } from "${profile.upToIndex}/violation.ts";\n`;
    writeFileSync(
      new URL(`${profile.folder}${group}.d.ts`, out),
      `${types}export declare const validators: ValidatorTable;\n`,
    );
  }
  writeFileSync(new URL(`${profile.folder}loaders.ts`, out), loaders(byGroup, banner));
  console.log(`${profile.file}: ${byGroup.size} groups`);
}

/** One module's source: the checks of every operation in a table. */
function compile(contract: Contract, operations: readonly OperationSchemas[]): string {
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    strict: true,
    strictRequired: false,
    inlineRefs: false,
    code: {
      source: true,
      esm: true,
      lines: false,
      formats: _`require(${`${packageRoot}src/formats.ts`}).formats`,
    },
    formats,
  });
  ajv.addSchema(classesSchema(contract));
  const ids: Record<string, string> = {};
  const rows = operations.map(({ operationId, request, responses }) => {
    const add = (name: string, schema: object): string => {
      const id = `${operationId}_${name}`;
      ajv.addSchema({ ...schema, $id: id });
      ids[id] = id;
      return `toCheck(${id})`;
    };
    const answers = Object.entries(responses).map(([status, schema]) => `${status}: ${add(status, schema)}`);
    const body = request === undefined ? "" : `request: ${add("request", request)}, `;
    return `${operationId}: { ${body}responses: { ${answers.join(", ")} } }`;
  });
  const table = `import { toCheck } from ${JSON.stringify(`${packageRoot}src/to-check.ts`)};
const validators = { ${rows.join(",\n")} };
export { validators };`;
  return `${standaloneCode(ajv, ids)}\n${table}`.replace(
    /^export const (\w+) = (validate\d+);/gm,
    "const $1 = $2;",
  );
}

/** The compiler's output still refers to its run-time helpers; bundling makes a module that stands alone. */
async function bundled(code: string, banner: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: packageRoot, loader: "js" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["import"],
    target: "es2022",
    banner: { js: banner },
    legalComments: "none",
    // Comments that name files would carry paths of the machine that built them.
    minify: true,
  });
  return outputFiles[0]?.text ?? "";
}

function loaders(byGroup: ReadonlyMap<string, readonly OperationSchemas[]>, banner: string): string {
  const rows = [...byGroup].flatMap(([group, operations]) =>
    operations.map(({ operationId }) => `  ${operationId}: () => import("./${group}.js"),`),
  );
  return `${banner}\nexport const loaders = {\n${rows.join("\n")}\n};\n`;
}
