import { describe, expect, it } from "vitest";
import type { TenantOptions } from "../../src/tenant/index.ts";
import type { Answer } from "../identity/issuer.ts";
import { online, openService, PATH, running, setUp } from "./state-service.ts";

describe("credentials go to the environment's hosts only:", () => {
  const lives = (endpoint: string, more: Partial<TenantOptions> = {}) =>
    online(running(endpoint), more).resolve();
  it.each([
    "https://online.superoffice.com/Cust12345",
    "https://online3.superoffice.com/Cust12345",
    "https://online-eu1.superoffice.com/Cust12345",
    "https://ONLINE3.SuperOffice.com/Cust12345",
  ])("%s is one", async (endpoint) => {
    expect(await lives(endpoint)).toBe(endpoint.replace(/ONLINE3.SuperOffice/, "online3.superoffice"));
  });

  it.each([
    "https://evil.example/Cust12345",
    "https://online3.superoffice.com.evil.example/Cust12345",
    "https://evilsuperoffice.com/Cust12345",
    "https://online3.evil.superoffice.com/Cust12345",
    "https://onlinexsuperoffice.com/Cust12345",
    "https://sod2.superoffice.com/Cust12345",
    "https://qaonline.superoffice.com/Cust12345",
    "https://superoffice.com/Cust12345",
    "https://online3.superoffice.com.:443/Cust12345",
    "http://127.0.0.1:4010/Cust12345",
  ])("%s is none", async (endpoint) => {
    await expect(lives(endpoint)).rejects.toMatchObject({
      code: "tenant",
      reason: "foreign-host",
      host: new URL(endpoint).host,
    });
  });

  it("but for those that are allowed by name", async () => {
    const allowedHosts = ["CRM.example.com", "127.0.0.1:4010"];
    expect(await lives("https://crm.example.com:8443/x", { allowedHosts })).toBe(
      "https://crm.example.com:8443/x",
    );
    expect(await lives("http://127.0.0.1:4010/x", { allowedHosts })).toBe("http://127.0.0.1:4010/x");
    await expect(lives("http://127.0.0.1:4011/x", { allowedHosts })).rejects.toMatchObject({
      reason: "foreign-host",
    });
    await expect(lives("https://a.crm.example.com/x", { allowedHosts })).rejects.toMatchObject({
      host: "a.crm.example.com",
    });
  });

  it("a server that stands in for an environment is its own only host, by its port", async () => {
    const environment = "https://proxy.example.com";
    expect(await lives("https://proxy.example.com/Cust12345", { environment })).toBe(
      `${environment}/Cust12345`,
    );
    for (const endpoint of ["https://proxy.example.com:8443/x", "https://online3.superoffice.com/x"])
      await expect(lives(endpoint, { environment })).rejects.toMatchObject({ reason: "foreign-host" });
  });
});

describe("an answer of the state service is refused", () => {
  it.each<[title: string, answer: Answer, expected: object]>([
    ["that is a list", [200, []], { code: "tenant", reason: "answer" }],
    ["without a state", running("https://online3.superoffice.com/x", { State: null }), { reason: "answer" }],
    ["with http for an address", running("http://online3.superoffice.com/x"), { reason: "answer" }],
    ["with a password in an address", running("https://a:b@online3.superoffice.com/x"), { reason: "answer" }],
    [
      "with a ValidUntil that is no time",
      running("https://online3.superoffice.com/x", { ValidUntil: "soon" }),
      { reason: "answer" },
    ],
    [
      "of another tenant",
      running("https://online3.superoffice.com/x", { ContextIdentifier: "Cust1" }),
      { reason: "answer" },
    ],
    ["that runs nowhere", running(null), { reason: "answer", state: "Running" }],
    ["with 404", [404, {}], { code: "status", status: 404 }],
    ["with a redirect", [302, {}, { Location: "https://evil.example" }], { code: "status" }],
    ["in HTML", [200, "<h1>Sign in</h1>", { "Content-Type": "text/html" }], { code: "decoding" }],
    ["cut short", [200, '{"Context'], { code: "decoding", reason: "json-syntax" }],
  ])("%s", async (_title, answer, expected) => {
    await using service = await openService();
    service.answer = () => answer;
    const environment = "online";
    const fetch = (request: Request) => globalThis.fetch(new Request(`${service.url}${PATH}`, request));
    const { resolve } = setUp(service, { environment, fetch });
    await expect(resolve()).rejects.toMatchObject({
      ...expected,
      call: { method: "GET", path: "/api/state/{tenant}" },
    });
  });

  it("that does not come", async () => {
    await using service = await openService();
    service.answer = () => new Promise(() => {});
    await expect(setUp(service, { timeoutMs: 60 }).resolve()).rejects.toMatchObject({
      code: "timeout",
      timeoutMs: 60,
    });
  });
});
