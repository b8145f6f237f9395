import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  basicCredentials,
  type CallerOptions,
  createProxy,
  hashApiKey,
  type ProxyOptions,
} from "../../src/lib/index.ts";
import { nodeTransport } from "../../src/node/node-transport.ts";
import { addressOf, serve } from "../../src/node/serve.ts";
import { speak } from "../support/client.ts";
import { type HttpUpstream, httpUpstream } from "../support/http-upstream.ts";
import { envelope, getContact, parameter, post, saveContact, textOf, withTicket } from "./envelopes.ts";

const KEY = { "x-api-key": "sopk_erp" };
const transport = nodeTransport();
const closers: (() => Promise<void>)[] = [];
let upstream: HttpUpstream;

beforeAll(async () => {
  upstream = await httpUpstream();
  upstream.answer((response) =>
    response.writeHead(200, { "content-type": "application/json" }).end('{"ContactId":59,"Name":"Fjord"}'),
  );
});
afterEach(async () => {
  upstream.seen.length = 0;
  for (const close of closers.splice(0)) await close();
});
afterAll(async () => {
  await upstream?.close();
  await transport.close();
});

/** A proxy of the whole contract on a real socket, in front of an upstream that counts. */
async function proxyWith(options: Partial<ProxyOptions> = {}): Promise<string> {
  const proxy = createProxy({
    upstream: { kind: "url", baseUrl: upstream.url },
    transport: transport.send,
    validation: { requests: "enforce", answers: "off" },
    ...options,
  });
  const server = await serve({ proxy, host: "127.0.0.1", port: 0 });
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return addressOf(server);
}

async function erp(over: Partial<CallerOptions> = {}): Promise<CallerOptions> {
  return {
    name: "erp",
    apiKeys: [await hashApiKey("sopk_erp", "0123456789abcdef")],
    ...over,
  } as CallerOptions;
}

describe("a SOAP call is the REST operation that it means", () => {
  it("goes upstream as that, with the ticket of its header", async () => {
    const address = await proxyWith();
    const { text } = await post(address, envelope(getContact));
    expect(textOf(text, "ContactId"), text).toBe("59");
    expect(upstream.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "POST /api/v1/Agents/Contact/GetContact?contactId=59",
    ]);
    expect(upstream.seen[0]?.headers.authorization).toBe("SoTicket 7T:1234abcxyzExample==");
  });

  it("is nobody's without the key that callers need, and nothing goes upstream", async () => {
    const address = await proxyWith({ callers: [await erp()] });
    for (const headers of [undefined, { "x-api-key": "sopk_other" }]) {
      const { text } = await post(address, envelope(getContact), headers);
      expect(textOf(text, "Succeeded")).toBe("false");
      expect(parameter(text, "Status"), text).toBe("401");
    }
    expect(upstream.seen).toEqual([]);
    const { text } = await post(address, envelope(getContact), KEY);
    expect(textOf(text, "Succeeded"), text).toBe("true");
    expect(upstream.seen[0]?.headers["x-api-key"]).toBeUndefined();
  });

  it("is refused where the caller's policy refuses its operation", async () => {
    const address = await proxyWith({ callers: [await erp({ policy: { readOnly: true } })] });
    const { text } = await post(address, envelope(saveContact), KEY);
    expect(parameter(text, "Status"), text).toBe("403");
    expect(upstream.seen).toEqual([]);
    expect(textOf((await post(address, envelope(getContact), KEY)).text, "Succeeded")).toBe("true");
  });

  it("counts for the caller's rate, and says when to come again", async () => {
    const address = await proxyWith({ callers: [await erp({ rate: { requests: 1, seconds: 3600 } })] });
    expect(textOf((await post(address, envelope(getContact), KEY)).text, "Succeeded")).toBe("true");
    const refused = await post(address, envelope(getContact), KEY);
    expect(parameter(refused.text, "Status"), refused.text).toBe("429");
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect(upstream.seen.length).toBe(1);
  });

  it("needs no ticket where the proxy signs in, and one that it brings goes no further", async () => {
    const credentials = basicCredentials("service", "hidden");
    const address = await proxyWith({ callers: [await erp()], credentials });
    for (const header of ["", withTicket()]) {
      const { text } = await post(address, envelope(getContact, header), KEY);
      expect(textOf(text, "Succeeded"), text).toBe("true");
      expect(upstream.seen.at(-1)?.headers.authorization).toBe(`Basic ${btoa("service:hidden")}`);
    }
  });

  it("shows no property that the caller may not see", async () => {
    const address = await proxyWith({ callers: [await erp({ policy: { hidden: ["Contact.Name"] } })] });
    const { text } = await post(address, envelope(getContact), KEY);
    expect(textOf(text, "ContactId"), text).toBe("59");
    expect(text).not.toContain("Fjord");
  });

  it("is no path of the proxy where SOAP is switched off", async () => {
    const address = await proxyWith({ soap: false });
    const answer = await post(address, envelope(getContact));
    expect({ status: answer.status, code: answer.json.code }).toEqual({ status: 404, code: "path-unknown" });
  });
});

describe("a message that is wrong goes nowhere", () => {
  const other = envelope(getContact).replaceAll("NetServer/Services86", "NetServer/Services70");
  const entities = envelope(getContact).replace(
    "?>",
    '?><!DOCTYPE e [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
  );
  it.each([
    { what: "broken XML", body: "<e:Envelope><unclosed", told: "xml-malformed" },
    { what: "no XML at all", body: '{"ContactId":59}', told: "xml-malformed" },
    { what: "entities", body: entities, told: "xml-doctype" },
    { what: "another version's namespace", body: other, told: "namespace-wrong" },
    { what: "an unknown operation", body: envelope("<t:Nothing/>"), told: "operation-unknown" },
    {
      what: "a word where a number belongs",
      body: envelope("<t:GetContact><t:ContactId>many</t:ContactId></t:GetContact>"),
      told: "value-invalid",
    },
    { what: "no ticket", body: envelope(getContact, ""), told: "credentials-missing" },
    {
      what: "a member of an enumeration that neither side knows",
      body: envelope("<t:GetMyActiveContacts><t:ActionType>Lorem</t:ActionType></t:GetMyActiveContacts>"),
      told: "enum-unknown",
    },
  ])("$what is told as $told", async ({ body, told }) => {
    const address = await proxyWith();
    const { text } = await post(address, body);
    expect(text).toContain(told);
    expect(upstream.seen).toEqual([]);
  });

  it("an envelope of 50 MB is told as too large, and is not read to its end", async () => {
    const address = await proxyWith();
    const length = 50 * 1024 * 1024;
    const head =
      `POST /Remote/Services86/Contact.svc HTTP/1.1\r\nHost: ${new URL(address).host}\r\n` +
      `Content-Type: text/xml\r\nContent-Length: ${length}\r\n\r\n`;
    const chunk = Buffer.alloc(1024 * 1024, " ");
    const received = await speak(address, [head, ...Array.from({ length: 12 }, () => chunk)], 1_000);
    expect(received).toContain("message-too-large");
    expect(upstream.seen).toEqual([]);
  });
});
