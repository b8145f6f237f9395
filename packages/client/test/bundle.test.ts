import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { serve } from "./server.ts";

const resolveDir = fileURLToPath(new URL("..", import.meta.url));

/** Bundles what a user would write, from the built package. */
async function bundle(contents: string, minify = true): Promise<string> {
  const result = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    write: false,
    minify,
    format: "esm",
    platform: "neutral",
    target: "es2022",
  });
  return result.outputFiles[0]!.text;
}

const oneAgent = `
  import { basic, createClient } from "@so-webapi/client";
  import { pocketAgent } from "@so-webapi/client/agents/pocket";
  globalThis.result = (baseUrl) =>
    createClient({ baseUrl, auth: basic("tje0", "Tje0"), apis: [pocketAgent] }).agents.pocket.getMyCallerIDs({ LastHash: "a" });
`;

/** What must fit: openapi-fetch alone has 2.6 KB. */
const budgets: [title: string, limit: number, program: string][] = [
  [
    "one agent with a function for tokens and retries: 8 KB",
    8 * 1024,
    `import { bearer, createClient, retries } from "@so-webapi/client";
     import { contactAgent } from "@so-webapi/client/agents/contact";
     const auth = async () => bearer(await token());
     export const so = createClient({ baseUrl, auth, apis: [contactAgent], retry: retries() });`,
  ],
  [
    "one agent: 7.25 KB",
    7.25 * 1024,
    `import { bearer, createClient } from "@so-webapi/client";
     import { contactAgent } from "@so-webapi/client/agents/contact";
     export const so = createClient({ baseUrl, auth: bearer(token), apis: [contactAgent] });`,
  ],
  [
    "raw calls alone: 6 KB",
    6 * 1024,
    `import { createRawClient } from "@so-webapi/client";
     export const so = createRawClient({ baseUrl });`,
  ],
];

it.each(budgets)("a bundle keeps its budget, gzip: %s", async (title, limit, program) => {
  const text = await bundle(program);
  const size = gzipSync(text).length;
  console.log(`${title} at most; ${text.length} bytes minified, ${size} gzip`);
  expect(size).toBeLessThanOrEqual(limit);
});

it("one agent brings only that agent", async () => {
  const text = await bundle(oneAgent);
  expect(text).toContain("/api/v1/Agents/Pocket");
  expect(text).toContain("getMyCallerIDs");
  expect(text).not.toContain("Agents/Contact");
  expect(text).not.toContain("ContactEntity");
});

it("the client without an API names no operation", async () => {
  const text = await bundle('export { createClient, bearer } from "@so-webapi/client";');
  expect(text).not.toContain("/api/v1");
});

it("all 142 agents and entities come to 40 KB gzip", async () => {
  const entries = globSync("src/generated/*/*.ts", { cwd: resolveDir }).map((file) => file.slice(14, -3));
  const imports = entries.map((entry, index) => `export * as g${index} from "@so-webapi/client/${entry}";`);
  const text = await bundle(
    `export { createClient, basic } from "@so-webapi/client";\n${imports.join("\n")}`,
  );
  console.log(`bundle with everything: ${text.length} bytes minified, ${gzipSync(text).length} gzip`);
  expect(entries).toHaveLength(142);
  expect(gzipSync(text).length).toBeLessThan(40 * 1024);
});

it("the bundle runs on web standards alone: no Node, no eval", async () => {
  const answer = { CallerIDHash: "b", CallerIDs: [] };
  await using server = await serve((response) =>
    response.setHeader("Content-Type", "application/json").end(JSON.stringify(answer)),
  );
  const web = {
    AbortController,
    AbortSignal,
    Blob,
    btoa,
    clearTimeout,
    fetch,
    FormData,
    Headers,
    performance,
    ReadableStream,
    Request,
    Response,
    setTimeout,
    TextDecoder,
    TextEncoder,
    URL,
    URLSearchParams,
  };
  const context = createContext({ ...web }, { codeGeneration: { strings: false, wasm: false } });
  expect(() => runInContext("Function('return 1')", context)).toThrow();
  runInContext(await bundle(oneAgent, false), context);
  const result = await runInContext(`result(${JSON.stringify(server.url)})`, context);
  expect(result.ok).toBe(true);
  expect(JSON.stringify(result.data)).toBe(JSON.stringify(answer));
});
