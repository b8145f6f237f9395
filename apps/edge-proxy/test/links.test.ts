import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ask } from "./support/client.ts";
import { startConfigured } from "./support/configured.ts";
import { type Environment, environment, runningAt } from "./support/environment.ts";
import { type Program, runtimes } from "./support/programs.ts";
import { contactPath } from "./support/sample-requests.ts";
import { type SmallProxy, smallProxy } from "./support/small-proxy.ts";

const json = { "content-type": "application/json" };
let online: Environment;
let proxy: SmallProxy | undefined;
beforeAll(async () => {
  online = await environment();
  online.tenants.set("Cust1", runningAt("/here/Cust1"));
});
afterEach(async () => {
  await proxy?.close();
  proxy = undefined;
});
afterAll(() => online?.close());

/** A page of a list whose links lead to what describes it and to the next one. */
const page = (rows: number): string =>
  JSON.stringify({
    "odata.metadata": `${online.url}/here/Cust1/api/v1/archive$metadata`,
    "odata.nextLink": `${online.url}/here/Cust1/api/v1/Contact?$skip=${rows}`,
    value: Array.from({ length: rows }, (_, id) => ({
      PrimaryKey: String(id),
      EntityName: "contact",
      name: `"${online.url}/here/Cust1" is no link, ${"x".repeat(200)}`,
    })),
  });

describe.each(runtimes)("links on $runtime", (on) => {
  let program: Program;
  beforeAll(async () => {
    program = await startConfigured(
      on,
      { INSPECT_LIMIT: "64KB" },
      { tenants: { Cust1: { environment: online.url } } },
    );
  });
  afterAll(() => program?.stop());

  it.each([
    { what: "short", rows: 2, packed: false },
    { what: "short and packed", rows: 2, packed: true },
    { what: "over INSPECT_LIMIT", rows: 2_000, packed: false },
    { what: "over INSPECT_LIMIT and packed", rows: 2_000, packed: true },
  ])(
    "of a body that is $what lead through the proxy, and nothing else of it changes",
    async ({ rows, packed }) => {
      const text = page(rows);
      const headers = { ...json, ...(packed && { "content-encoding": "gzip" }) };
      online.answer((response) => response.writeHead(200, headers).end(packed ? gzipSync(text) : text));
      const answer = await ask(program.address, {
        path: `/Cust1${contactPath}`,
        headers: {
          "accept-encoding": "gzip",
          "x-forwarded-host": "evil.example",
          // What stands in for Cloudflare before workerd believes this one; Cloudflare itself does not.
          ...(on.runtime !== "workerd" && { "x-forwarded-proto": "https" }),
        },
      });
      expect(answer.status).toBe(200);
      const shown =
        answer.headers["content-encoding"] === "gzip" ? gunzipSync(answer.body).toString() : answer.text;
      const through = ["archive$metadata", `Contact?$skip=${rows}`].reduce(
        (all, link) =>
          all.replace(
            `${online.url}/here/Cust1/api/v1/${link}`,
            () => `${program.address}/Cust1/api/v1/${link}`,
          ),
        text,
      );
      expect(shown).toBe(through);
    },
  );
});

it.each([
  { what: "a stranger's word counts for nothing", trusted: undefined, expected: (own: string) => own },
  { what: "a trusted proxy's does", trusted: ["127.0.0.1"], expected: () => "https://crm.example" },
])("links under X-Forwarded-*: $what", async ({ trusted, expected }) => {
  proxy = await smallProxy(`${online.url}/here/Cust1`, { ...(trusted && { trustedProxies: trusted }) });
  online.answer((response) =>
    response
      .writeHead(201, { ...json, location: `${online.url}/here/Cust1/api/v1/Thing/7` })
      .end(JSON.stringify({ _Links: { Self: `${online.url}/here/Cust1/api/v1/Thing/7` } })),
  );
  const answer = await ask(proxy.address, {
    path: "/api/v1/Thing/5",
    headers: {
      "x-forwarded-host": "crm.example",
      "x-forwarded-proto": "https",
      forwarded: "host=evil.example",
    },
  });
  const moved = `${expected(proxy.address)}/api/v1/Thing/7`;
  expect([answer.headers["location"], answer.json._Links.Self]).toEqual([moved, moved]);
});
