import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, it } from "vitest";

const resolveDir = fileURLToPath(new URL("../..", import.meta.url));

async function bundled(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
  });
  return outputFiles[0]?.text ?? "";
}

const gzip = async (contents: string) => gzipSync(await bundled(contents)).length;
const client = `export { createClient } from "./src/index.ts"; export { contactAgent } from "./src/generated/agents/contact.ts";`;

it.each([
  ["oauth", `export { oauth } from "./src/oauth/index.ts";`, 4, 2.4],
  ["oauth and signing in", `export * from "./src/oauth/index.ts";`, 7, 5],
  ["systemUser", `export { systemUser } from "./src/system-user/index.ts";`, 7.2, 5.1],
  ["tenant", `export { tenant } from "./src/tenant/index.ts";`, 5.3, 3.4],
  ["verifyWebhook", `export { verifyWebhook } from "./src/webhooks/index.ts";`, 2.2, 1.4],
])("%s keeps to its size, alone and beside a client", async (name, contents, kilobytes, besides) => {
  const alone = await gzip(contents);
  const more = (await gzip(client + contents)) - (await gzip(client));
  console.log(`${name}: ${alone} bytes gzip alone, ${more} beside a client with one agent`);
  expect(alone).toBeLessThanOrEqual(kilobytes * 1024);
  expect(more).toBeLessThanOrEqual(besides * 1024);
});

it("none of them imports anything but the platform", async () => {
  const all = ["oauth", "system-user", "tenant", "webhooks"].map(
    (name) => `export * from "./src/${name}/index.ts";`,
  );
  const text = await bundled(all.join("\n"));
  expect(text).not.toMatch(/openapi-fetch|node:|require\(|eval\(|new Function/);
  expect(text).not.toContain("/api/v1");
});
