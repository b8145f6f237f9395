import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { contactAgent } from "../src/generated/agents/contact.ts";
import { contact } from "../src/generated/entities/contact.ts";
import {
  basic,
  createClient,
  type Result,
  SoAbortError,
  SoDecodingError,
  SoError,
  SoNetworkError,
  SoStatusError,
  SoTimeoutError,
} from "../src/index.ts";
import { serve, serveBytes } from "./server.ts";

const head = (...lines: string[]) => [...lines, "", ""].join("\r\n");
const ok = "HTTP/1.1 200 OK";
const json = "Content-Type: application/json; charset=utf-8";

function client(baseUrl: string, timeoutMs = 2000) {
  return createClient({ baseUrl, auth: basic("tje0", "Tje0"), apis: [contactAgent, contact], timeoutMs });
}

const ask = (baseUrl: string, options: { timeoutMs?: number; signal?: AbortSignal } = {}) =>
  client(baseUrl).agents.contact.getContactSummary({ ContactId: 59 }, options);

describe("a connection that fails is a network error", () => {
  it.each([
    ["closed before the head", "", "end", undefined],
    ["reset before the head", "", "reset", undefined],
    ["closed inside the head", "HTTP/1.1 200 O", "end", undefined],
    ["no HTTP at all", "SSH-2.0-OpenSSH_9\r\n", "end", undefined],
    ["body shorter than its length", `${head(ok, json, "Content-Length: 100")}{"Contact`, "end", 200],
    [
      "body without its last chunk",
      `${head(ok, json, "Transfer-Encoding: chunked")}5\r\n{"Con\r\n`,
      "end",
      200,
    ],
    ["reset inside the body", `${head(ok, json, "Content-Length: 100")}{"Contact`, "reset", 200],
    [
      "reset inside the body of an error",
      `${head("HTTP/1.1 500 Oops", json, "Content-Length: 100")}{"Err`,
      "reset",
      500,
    ],
    [
      "body that is no gzip",
      `${head(ok, json, "Content-Encoding: gzip", "Content-Length: 4")}null`,
      "end",
      200,
    ],
  ] as const)("%s", async (_title, bytes, then, status) => {
    await using server = await serveBytes(bytes, then);
    const result = await ask(server.url);
    expect(result.error).toBeInstanceOf(SoNetworkError);
    expect(result.error).toMatchObject({ code: "network", cause: expect.any(Error) });
    expect(result.response?.status).toBe(status);
  });

  it("nobody listens", async () => {
    const server = await serveBytes("");
    await server[Symbol.asyncDispose]();
    const result = await ask(server.url);
    expect(result).toMatchObject({ ok: false, error: { code: "network" } });
    expect(result.response).toBeUndefined();
  });
});

describe("an answer that takes too long is a time-out", () => {
  it.each([
    ["no head", ""],
    ["half a head", "HTTP/1.1 200 OK\r\nContent-"],
    ["no body", head(ok, json, "Content-Length: 4")],
    ["half a body", `${head(ok, json, "Content-Length: 4")}nu`],
    ["half a body of an error", `${head("HTTP/1.1 500 Oops", json, "Content-Length: 40")}{"Er`],
  ])("%s", async (_title, bytes) => {
    await using server = await serveBytes(bytes, "stall");
    const result = await ask(server.url, { timeoutMs: 120 });
    expect(result.error).toBeInstanceOf(SoTimeoutError);
    expect(result.error).toMatchObject({ code: "timeout", timeoutMs: 120 });
  });

  it("takes the client's time-out where the call has none", async () => {
    await using server = await serveBytes("", "stall");
    const result = await client(server.url, 80).contact.create({});
    expect(result.error).toMatchObject({ code: "timeout", timeoutMs: 80 });
  });

  it("counts the body of a slow drip, too", async () => {
    await using server = await serve(async (response) => {
      response.writeHead(200, { "Content-Type": "application/json" });
      while (!response.destroyed) {
        response.write(" ");
        await wait(20);
      }
    });
    const result = await ask(server.url, { timeoutMs: 150 });
    expect(result.error).toMatchObject({ code: "timeout" });
  });
});

describe("the caller's signal is an abort", () => {
  it.each([
    ["before the head", ""],
    ["inside the body", `${head(ok, json, "Content-Length: 4")}nu`],
  ])("%s", async (_title, bytes) => {
    await using server = await serveBytes(bytes, "stall");
    const controller = new AbortController();
    const reason = new Error("the user went away");
    setTimeout(() => controller.abort(reason), 80);
    const result = await ask(server.url, { signal: controller.signal });
    expect(result.error).toBeInstanceOf(SoAbortError);
    expect(result.error).toMatchObject({ code: "abort", cause: reason });
  });

  it("sends nothing when it has fired before", async () => {
    await using server = await serve((response) => response.end("null"));
    const result = await ask(server.url, { signal: AbortSignal.abort() });
    expect(result.error).toMatchObject({ code: "abort" });
    expect(server.seen).toEqual([]);
  });
});

describe("a success that is not the JSON it should be is a decoding error", () => {
  it.each([
    ["HTML with 200", "text/html", "<!doctype html><title>Sign in</title>", "media-type"],
    ["JSON cut short", "application/json", '{"Contact":', "json-syntax"],
    ["two values", "application/json", "{}{}", "json-syntax"],
    ["nothing but space", "application/json", " ", "json-syntax"],
    ["nested too deep", "application/json", `${"[".repeat(5000)}${"]".repeat(5000)}`, "json-too-deep"],
    ["an integer that would be rounded", "application/json", '{"Id":9007199254740993}', "json-unsafe-number"],
    ["bytes that are not UTF-8", "application/json", Buffer.from([0x22, 0xe6, 0x22]), "encoding"],
  ])("%s", async (_title, type, body, reason) => {
    await using server = await serve((response) => response.setHeader("Content-Type", type).end(body));
    const result = await ask(server.url);
    expect(result.error).toBeInstanceOf(SoDecodingError);
    expect(result.error).toMatchObject({ code: "decoding", reason, status: 200 });
    expect(result.response?.status).toBe(200);
    await expect(
      client(server.url).POST("/api/v1/Agents/Contact/GetContactSummary", { body: {} }),
    ).rejects.toMatchObject({ code: "decoding", reason });
  });
});

describe("a status that is no success is a status error with the body that came", () => {
  const entity = { Error: true, ErrorType: "SoSqlException", ErrorMessage: "deadlock", ErrorSource: "Db" };
  it.each([
    [
      "500 of an entity",
      500,
      entity,
      { form: "entity", errorType: "SoSqlException", errorMessage: "deadlock" },
    ],
    [
      "400 of an agent",
      400,
      { Message: "bad", MessageDetail: "x" },
      { form: "agent", message: "bad", messageDetail: "x" },
    ],
    [
      "502 of a proxy",
      502,
      { type: "about:blank", title: "T", status: 502, code: "upstream-down" },
      { form: "problem", problem: { code: "upstream-down" } },
    ],
    ["503 in HTML", 503, "<h1>Later</h1>", { form: "unknown" }],
    ["401 and no body", 401, undefined, { form: "unknown" }],
    ["421 and no body", 421, undefined, { form: "unknown" }],
  ])("%s", async (_title, status, body, parsed) => {
    await using server = await serve((response) => {
      response.writeHead(status, { "Content-Type": "application/json" });
      response.end(typeof body === "object" ? JSON.stringify(body) : body);
    });
    const result: Result<unknown> = await client(server.url).contact.create({});
    expect(result.error).toBeInstanceOf(SoStatusError);
    expect(result.error).toBeInstanceOf(SoError);
    expect(result.error).toMatchObject({ code: "status", status, body: parsed });
    expect(result.error?.message).toBe(`POST /api/v1/Contact: answered with status ${status}.`);
    expect(result.error?.call.operationId).toBe("v1ContactEntity_PostContactEntity");
  });
});

describe("a redirect is never followed", () => {
  it.each([301, 302, 303, 307, 308])("%i to another origin", async (status) => {
    await using other = await serve((response) => response.end("null"));
    await using server = await serve((response) =>
      response.writeHead(status, { Location: `${other.url}/x` }).end(),
    );
    const so = client(server.url);
    expect((await so.contact.create({ Name: "secret" })).error).toMatchObject({ code: "status", status });
    // A raw call cannot ask for it either, nor can a middleware.
    const raw = await so.POST("/api/v1/Contact", { body: {}, ...({ redirect: "follow" } as object) });
    expect(raw.response.status).toBe(status);
    so.use({ onRequest: ({ request }) => new Request(request, { redirect: "follow" }) });
    expect((await so.contact.create({})).error).toMatchObject({ code: "status", status });
    expect(other.seen).toEqual([]);
  });
});
