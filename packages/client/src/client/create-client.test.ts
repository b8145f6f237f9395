import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { serve } from "../../test/server.ts";
import { things } from "../../test/things.ts";
import { contactAgent } from "../generated/agents/contact.ts";
import { pocketAgent } from "../generated/agents/pocket.ts";
import { contact } from "../generated/entities/contact.ts";
import { basic, createClient } from "../index.ts";

const echo = () => serve((response) => response.setHeader("Content-Type", "application/json").end("null"));

describe("baseUrl", () => {
  it.each([
    ["", "/api/v1/Contact"],
    ["/", "/api/v1/Contact"],
    ["/Cust12345", "/Cust12345/api/v1/Contact"],
    ["/Cust12345/", "/Cust12345/api/v1/Contact"],
    ["/Cust12345//", "/Cust12345/api/v1/Contact"],
    ["/a/{b}/ c", "/a/%7Bb%7D/%20c/api/v1/Contact"],
  ])("with path %j leads to %s", async (path, target) => {
    await using server = await echo();
    const so = createClient({ baseUrl: server.url + path, auth: basic("a", "b"), apis: [contact] });
    await so.contact.create({});
    await so.POST("/api/v1/Contact", { body: {} });
    expect(server.seen.map((request) => request.target)).toEqual([target, target]);
    expect(server.seen[0]?.headers.authorization).toBe("Basic YTpi");
  });
});

describe("a client", () => {
  it("has the calls of its apis and no others", () => {
    const baseUrl = "http://127.0.0.1";
    const names = (place: object) => Object.keys(place).sort();
    const both = createClient({ baseUrl, apis: [contactAgent, pocketAgent, contact] });
    expect(names(both)).toEqual([
      "DELETE",
      "GET",
      "PATCH",
      "POST",
      "PUT",
      "agents",
      "contact",
      "eject",
      "use",
    ]);
    expect(names(both.agents)).toEqual(["contact", "pocket"]);
    expect(names(both.agents.contact)).toEqual(names(contactAgent.calls));
    expect(names(both.agents.contact)).toEqual(
      expect.arrayContaining(["getContactSummary", "getMyActiveContacts"]),
    );
    expect(names(both.agents.pocket)).toContain("getMyCallerIDs");
    expect(names(both.contact)).toEqual(expect.arrayContaining(["create", "get", "list"]));
    expect(names(createClient({ baseUrl, apis: [pocketAgent] }).agents)).toEqual(["pocket"]);
  });

  it("does not share anything with another client", async () => {
    await using server = await echo();
    const one = createClient({ baseUrl: server.url, auth: basic("one", "x"), apis: [contact] });
    const two = createClient({ baseUrl: server.url, apis: [contact] });
    one.use({ onRequest: ({ request }) => request.headers.set("X-One", "1") });
    await Promise.all([one.contact.create({}), two.contact.create({})]);
    const seen = server.seen.map(({ headers }) => `${headers["x-one"]} ${headers.authorization}`);
    expect(seen.sort()).toEqual(["1 Basic b25lOng=", "undefined undefined"]);
  });

  it("sends its own headers and language, in place of which a call sets its own", async () => {
    await using server = await echo();
    const so = createClient({
      baseUrl: server.url,
      apis: [contact],
      language: "nb",
      headers: { "SO-TimeZone": "NO", "X-Mine": "1" },
    });
    await so.contact.create({});
    await so.contact.create({}, { language: "fr,de", headers: { "so-timezone": "DK" } });
    await so.contact.create(
      {},
      { headers: new Headers({ Accept: "application/json", "Accept-Language": "sv" }) },
    );
    const pick = ["accept", "accept-language", "so-timezone", "x-mine"];
    expect(server.seen.map(({ headers }) => pick.map((name) => headers[name]))).toEqual([
      ["application/json; charset=utf-8", "nb", "NO", "1"],
      ["application/json; charset=utf-8", "fr,de", "DK", "1"],
      ["application/json", "sv", "NO", "1"],
    ]);
  });

  it("asks for no language by itself: what arrives then is the runtime's own", async () => {
    await using server = await echo();
    await createClient({ baseUrl: server.url, apis: [contact] }).contact.create({});
    expect(server.seen[0]?.headers["accept-language"]).toBe("*");
  });

  it("sends through the fetch that it was given", async () => {
    const requests: Request[] = [];
    const so = createClient({
      baseUrl: "https://crm.example.com/SuperOffice",
      auth: basic("tje0", "Tje0"),
      apis: [contact],
      fetch(this: unknown, request) {
        expect(this).toBeUndefined();
        requests.push(request);
        return Promise.resolve(Response.json({ ContactId: 7 }));
      },
    });
    expect(await so.contact.create({ Name: "a" })).toMatchObject({ ok: true, data: { ContactId: 7 } });
    await so.POST("/api/v1/Contact", { body: {} });
    expect(requests.map(({ url, redirect }) => [url, redirect])).toEqual([
      ["https://crm.example.com/SuperOffice/api/v1/Contact", "manual"],
      ["https://crm.example.com/SuperOffice/api/v1/Contact", "manual"],
    ]);
  });

  it("takes a fetch that answers at once, as an application in the same process does", async () => {
    const fetch = () => Response.json({ ContactId: 7 });
    const so = createClient({ baseUrl: "http://app.internal", apis: [contact], fetch });
    expect(await so.contact.create({})).toMatchObject({ ok: true, data: { ContactId: 7 } });
  });

  it("ends a call on time even when a given fetch ignores its signal", async () => {
    const so = createClient({
      baseUrl: "https://crm.example.com",
      apis: [contact],
      fetch: () => new Promise(() => {}),
    });
    expect((await so.contact.create({}, { timeoutMs: 30 })).error).toMatchObject({ code: "timeout" });
  });
});

describe("a named call", () => {
  it("writes select as $select, and nothing for an empty one", async () => {
    await using server = await echo();
    const so = createClient({ baseUrl: server.url, apis: [contact] });
    await so.contact.create({}, { select: ["ContactId", "Category/Id", "ContactId"] });
    await so.contact.create({}, { select: [] });
    const [first, second] = server.seen.map(({ target }) => new URL(target, "http://x"));
    expect([...first!.searchParams]).toEqual([["$select", "ContactId,Category/Id"]]);
    expect(second?.search).toBe("");
  });

  it("puts its first arguments into the path, then takes the body, then options", async () => {
    await using server = await echo();
    const so = createClient({ baseUrl: server.url, apis: [things] });
    await so.thing.get(7, { query: { fk: "app" } });
    await so.thing.get("a b?c#d%2F");
    await so.thing.list({ select: ["Name"], query: { $top: 5 } });
    await so.thing.update(8, { Name: "x" }, { language: "en" });
    await so.thing.move("a", "b");
    expect(server.seen.map(({ method, target, body }) => [method, target, body])).toEqual([
      ["GET", "/api/v1/Thing/7?fk=app", ""],
      ["GET", "/api/v1/Thing/a%20b%3Fc%23d%252F", ""],
      ["GET", "/api/v1/Thing?$top=5&$select=Name", ""],
      ["PUT", "/api/v1/Thing/8", '{"Name":"x"}'],
      ["POST", "/api/v1/Thing/a/To/b", ""],
    ]);
    expect(server.seen.map(({ headers }) => headers["content-type"])).toEqual([
      undefined,
      undefined,
      undefined,
      "application/json; charset=utf-8",
      undefined,
    ]);
  });

  it("leaves nothing behind on the caller's signal", async () => {
    await using server = await echo();
    const so = createClient({ baseUrl: server.url, apis: [contact] });
    const { signal } = new AbortController();
    await so.contact.create({}, { signal });
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("works apart from its client", async () => {
    await using server = await echo();
    const { create } = createClient({ baseUrl: server.url, apis: [contact] }).contact;
    expect(await create({})).toMatchObject({ ok: true, data: null });
  });
});

describe("arguments that make no request are a request error, and nothing is sent", () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  it.each([
    ["a line break in a header", [{}, { headers: { "X-A": "b\r\nc" } }]],
    ["a header's name that is none", [{}, { headers: { "a b": "c" } }]],
    ["a line break in language", [{}, { language: "en\nX: y" }]],
    ["a body that contains itself", [cyclic]],
    ["a bigint", [{ ContactId: 1n }]],
    ["a select with a comma", [{}, { select: ["a,b"] }]],
    ["an empty select path", [{}, { select: [""] }]],
    ["a time-out of 0", [{}, { timeoutMs: 0 }]],
  ])("%s", async (_title, args) => {
    await using server = await echo();
    const so = createClient({ baseUrl: server.url, apis: [contact] });
    const result = await (so.contact.create as (...args: unknown[]) => Promise<unknown>)(...args);
    expect(result).toMatchObject({ ok: false, error: { code: "request", name: "SoRequestError" } });
    expect(server.seen).toEqual([]);
  });

  it.each([undefined, null, "", ".", "..", "a/b", "../Person", "a\\b", Number.NaN, {}])(
    "%j in a path",
    async (id) => {
      await using server = await echo();
      const so = createClient({ baseUrl: server.url, apis: [things] });
      expect(await so.thing.get(id as never)).toMatchObject({ ok: false, error: { code: "request" } });
      expect(server.seen).toEqual([]);
    },
  );
});

describe("a raw call", () => {
  it("gives openapi-fetch's answer for a success and for an error", async () => {
    const errorBody = { Error: true, ErrorType: "SoException", ErrorMessage: "no", ErrorSource: "" };
    await using server = await serve((response, { target }) => {
      response.statusCode = target.includes("Agents") ? 200 : 403;
      response.setHeader("Content-Type", "application/json");
      response.end(target.includes("Agents") ? '[{"ContactId":920}]' : JSON.stringify(errorBody));
    });
    const so = createClient({ baseUrl: server.url, apis: [contactAgent, contact] });
    const good = await so.POST("/api/v1/Agents/Contact/GetMyActiveContacts", { body: {} });
    expect(good.data).toEqual([{ ContactId: 920 }]);
    expect(good.error).toBeUndefined();
    const bad = await so.POST("/api/v1/Contact", { body: {} });
    expect(bad.error).toEqual(errorBody);
    expect(bad.response.status).toBe(403);
  });

  it("takes another type for its body and lets openapi-fetch read the answer", async () => {
    await using server = await serve((response) =>
      response.setHeader("Content-Type", "text/xml").end("<a/>"),
    );
    const so = createClient({ baseUrl: server.url, apis: [contact] });
    const { data } = await so.POST("/api/v1/Contact", {
      body: {},
      bodySerializer: () => "<ContactEntity/>",
      headers: { "content-type": "text/xml", Accept: "text/xml" },
      parseAs: "text",
    });
    expect(data).toBe("<a/>");
    expect(server.seen[0]).toMatchObject({
      body: "<ContactEntity/>",
      headers: { "content-type": "text/xml", accept: "text/xml" },
    });
  });

  it("leaves a form its own boundary", async () => {
    await using server = await echo();
    const so = createClient({ baseUrl: server.url, apis: [contact] });
    await so.POST("/api/v1/Contact", { body: new FormData() as never });
    expect(server.seen[0]?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
  });

  it("throws what a named call gives as its error", async () => {
    const so = createClient({ baseUrl: "http://127.0.0.1:9", apis: [contact] });
    const call = (init: object) => so.POST("/api/v1/Contact", { body: {}, ...init });
    await expect(call({})).rejects.toMatchObject({ code: "network" });
    await expect(call({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "abort" });
    await expect(call({ timeoutMs: 0 })).rejects.toMatchObject({ code: "request" });
  });
});
