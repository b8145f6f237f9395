// Builds dist: the typed library, the two bundled programs and the static files of /docs.
import { execFileSync } from "node:child_process";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { readSamples } from "@so-webapi/openapi";
import { type BuildOptions, build } from "esbuild";
import { SERVER_MARK } from "../src/lib/docs/docs.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const require = createRequire(import.meta.url);
const at = (...parts: string[]): string => join(root, ...parts);

await rm(at("dist"), { recursive: true, force: true });
execFileSync("tsc", ["-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit" });
await Promise.all([bundleNode(), bundleWorker(), staticFiles()]);

async function bundleNode(): Promise<void> {
  await bundle({
    entryPoints: [at("src/node.ts")],
    outfile: at("dist/node.js"),
    platform: "node",
    target: "node20",
    banner: {
      // undici is CommonJS and asks for Node's modules by require.
      js: '#!/usr/bin/env node\nimport { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);',
    },
  });
  await chmod(at("dist/node.js"), 0o755);
}

function bundleWorker(): Promise<void> {
  return bundle({
    entryPoints: [at("src/worker.ts")],
    outfile: at("dist/worker.js"),
    platform: "browser",
    target: "es2022",
    conditions: ["workerd", "worker", "browser"],
  });
}

async function bundle(options: BuildOptions): Promise<void> {
  await build({
    bundle: true,
    format: "esm",
    legalComments: "none",
    charset: "utf8",
    logLevel: "warning",
    ...options,
  });
}

async function staticFiles(): Promise<void> {
  await mkdir(at("dist/public/docs"), { recursive: true });
  const script = await readFile(at("node_modules/@scalar/api-reference/dist/browser/standalone.js"), "utf8");
  // The map stays in the package; a browser that looks for it would ask in vain.
  const served = script.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");
  await writeFile(at("dist/public/docs/scalar.js"), served);
  await writeFile(at("dist/public/docs/scalar.js.gz"), gzipSync(served, { level: 9 }));
  const contract = JSON.parse(
    await readFile(require.resolve("@so-webapi/openapi/superoffice.openapi.json"), "utf8"),
  ) as Contract;
  const servers = [{ url: SERVER_MARK, description: "This proxy." }];
  await writeFile(at("dist/public/openapi.json"), JSON.stringify({ ...contract, servers }));
  addExamples(contract);
  await writeFile(at("dist/public/docs/reference.json"), JSON.stringify({ ...contract, servers }));
}

interface MediaTypes {
  readonly content?: Readonly<Record<string, { examples?: object }>>;
}

interface Contract {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<string, { readonly requestBody?: MediaTypes; readonly responses?: Record<string, MediaTypes> }>
      >
    >
  >;
}

/** Puts the documented samples into the reference's own copy of the contract, so that a call can be tried as it is. */
function addExamples(contract: Contract): void {
  for (const { request, response } of readSamples()) {
    const operation = contract.paths[request.target]?.[request.method.toLowerCase()];
    if (operation === undefined) throw new Error(`no operation for the sample of ${request.target}`);
    for (const [message, body] of [
      [operation.requestBody, request.body],
      [operation.responses?.[response.status], response.body],
    ] as const) {
      const json = message?.content?.["application/json"];
      if (json !== undefined && body !== "") json.examples = { documented: { value: JSON.parse(body) } };
    }
  }
}
