import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { afterAll, beforeAll, expect, test } from "vitest";
import { envelope, ticketHeader } from "./support.ts";

const script = join(import.meta.dirname, "../.results/worker.mjs");
let worker: Miniflare;
beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, "worker/worker.ts")],
    outfile: script,
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    logLevel: "error",
  });
  worker = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: readFileSync(script, "utf8"),
      compatibilityDate: "2025-09-01",
      cf: false,
    }),
  );
});
afterAll(() => worker.dispose());

test("a Worker with the descriptors of all versions and the whole operation table is under 1.5 MB gzip", () => {
  const size = gzipSync(readFileSync(script), { level: 9 }).byteLength;
  console.log(`Worker: ${size} bytes gzip`);
  expect(size).toBeLessThan(1_500_000);
});

test("workerd, which has neither Node's modules nor eval, serves calls, logins and WSDLs", async () => {
  const post = async (path: string, body: string): Promise<string> =>
    (await worker.dispatchFetch(`http://worker${path}`, { method: "POST", body })).text();
  const login = envelope(
    88,
    "<t:AuthenticateUsernamePassword><t:UserName>tje0</t:UserName><t:Password>Tje0</t:Password></t:AuthenticateUsernamePassword>",
  );
  const ticket =
    /<Ticket>(SB:[^<]+)</.exec(await post("/Remote/Services88/SoPrincipal.svc", login))?.[1] ?? "";
  const call = envelope(
    84,
    "<t:GetContact><t:ContactId>9</t:ContactId></t:GetContact>",
    ticketHeader(ticket),
  );
  const answer = await post("/remote/services84/contact.svc", call);
  expect(answer).toContain("<ContactId>9</ContactId>");
  expect(answer).toContain(`<Name>Basic ${btoa("tje0:Tje0")}</Name>`);
  const wsdl = await (await worker.dispatchFetch("http://worker/Remote/Services85/Person.svc?wsdl")).text();
  expect(wsdl).toContain('<soap:address location="http://worker/Remote/Services85/Person.svc"/>');
});
