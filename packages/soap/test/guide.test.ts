import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { serve } from "./serve.ts";
import { sandboxBridge } from "./support.ts";

// The guide's steps run against bridge and sandbox at one address. That they compile, and the README's examples, docs-check shows.
const root = join(import.meta.dirname, "..");
const folder = join(root, ".results/examples");
const guide = readFileSync(join(root, "docs/from-soap-to-rest.md"), "utf8");
const steps = [...guide.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""], index) => ({
  file: `step-${index + 1}.ts`,
  code,
}));

let world: Awaited<ReturnType<typeof sandboxBridge>>;
let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  world = await sandboxBridge();
  server = await serve((request) =>
    world.bridge.target(new URL(request.url).pathname) === undefined
      ? world.send(request)
      : world.bridge.handle(request, world.send),
  );
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { file, code } of steps) writeFileSync(join(folder, file), `${code}\nexport {};\n`);
});
afterAll(async () => {
  await server.close();
  await world.close();
});

const run = promisify(execFile);

beforeEach(async () => {
  const before = new Request("http://sandbox/api/v1/Contact/59", {
    method: "PATCH",
    headers: { authorization: `SoTicket ${world.ticket}`, "content-type": "application/merge-patch+json" },
    body: JSON.stringify({ Department: "Before" }),
  });
  expect((await world.send(before)).status).toBe(200);
});

test.each([1, 2, 3])("step %i of the guide, of three, prints the same company", async (step) => {
  expect(steps).toHaveLength(3);
  const { file } = steps[step - 1] ?? { file: "" };
  const env = { ...process.env, SO_URL: server.origin };
  const { stdout } = await run(process.execPath, [join(folder, file)], { env });
  expect(stdout.trim()).toBe("Thimblewick Tea Ltd Moved");
});
