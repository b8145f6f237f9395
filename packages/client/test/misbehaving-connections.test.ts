import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { contactAgent } from "../src/generated/agents/contact.ts";
import { contact } from "../src/generated/entities/contact.ts";
import { createClient, retries, soTicket } from "../src/index.ts";
import { type Conduct, serve, serveConduct } from "./server.ts";

const head = (...lines: string[]) => [...lines, "Connection: close", "", ""].join("\r\n");
const ok = "HTTP/1.1 200 OK";
const json = "Content-Type: application/json; charset=utf-8";
const good: Conduct = { bytes: `${head(ok, json, "Content-Length: 4")}null` };
const zipped = gzipSync('{"ContactId":7,"Name":"Dare Group"}');
const gzip = (body: Uint8Array, length = body.length): Conduct => ({
  bytes: Buffer.concat([
    Buffer.from(head(ok, json, "Content-Encoding: gzip", `Content-Length: ${length}`)),
    body,
  ]),
});

const client = (baseUrl: string) =>
  createClient({
    baseUrl,
    apis: [contactAgent, contact],
    auth: soTicket("7T:abc==", { appToken: "12-34" }),
    timeoutMs: 5000,
    retry: retries({ baseDelayMs: 0 }),
  });

describe("a connection that is reset", () => {
  it.each(["reset-unread", "reset-read"] as const)(
    "is tried again for what changes nothing: %s",
    async (conduct) => {
      await using server = await serveConduct(conduct, conduct, good);
      expect(await client(server.url).contact.get(7)).toMatchObject({ ok: true, data: null });
      expect(server.heads.at(-1)).toBe("GET /api/v1/Contact/7 HTTP/1.1");
    },
  );

  it.each(["reset-unread", "reset-read"] as const)("is not tried again for a write: %s", async (conduct) => {
    await using server = await serveConduct(conduct, good);
    const { error, response } = await client(server.url).contact.create({ Name: "a" });
    expect(error).toMatchObject({ code: "network", cause: expect.any(Error) });
    expect(response).toBeUndefined();
    expect(server.heads.filter((line) => line.startsWith("POST"))).toHaveLength(
      conduct === "reset-read" ? 1 : 0,
    );
  });
});

describe("an answer that lies about its length", () => {
  it("ends where it says, whatever follows", async () => {
    await using server = await serveConduct({ bytes: `${head(ok, json, "Content-Length: 4")}null{"more":` });
    expect(await client(server.url).contact.get(7)).toMatchObject({ ok: true, data: null });
  });

  it.each([
    ["two lengths", `${head(ok, json, "Content-Length: 4", "Content-Length: 9")}null`],
    ["no number", `${head(ok, json, "Content-Length: four")}null`],
    ["a chunk larger than what comes", `${head(ok, json, "Transfer-Encoding: chunked")}ff\r\nnull`],
    [
      "a chunk's length that is none",
      `${head(ok, json, "Transfer-Encoding: chunked")}zz\r\nnull\r\n0\r\n\r\n`,
    ],
  ])("is a network error: %s", async (_title, bytes) => {
    await using server = await serveConduct({ bytes });
    expect((await client(server.url).contact.get(7)).error).toMatchObject({ code: "network" });
  });
});

describe("gzip", () => {
  it("is unpacked", async () => {
    await using server = await serveConduct(gzip(zipped));
    expect(await client(server.url).contact.get(7)).toMatchObject({ ok: true, data: { ContactId: 7 } });
  });

  it.each([
    ["cut short", gzip(zipped.subarray(0, 20))],
    ["with a byte that is wrong", gzip(zipped.map((byte, at) => (at === 18 ? byte ^ 0xff : byte)))],
    ["cut short by a connection that closes", gzip(zipped.subarray(0, 20), zipped.length)],
  ])("that is broken is an error, never half an answer: %s", async (_title, conduct) => {
    await using server = await serveConduct(conduct);
    const { ok: isOk, error } = await client(server.url).contact.get(7);
    expect(isOk).toBe(false);
    expect(["network", "decoding"]).toContain(error?.code);
  });
});

describe("an error in HTML", () => {
  it.each([
    ["with its type", "text/html", `<html>${"<p>geheim</p>".repeat(10_000)}`],
    ["as JSON", "application/json", "<html>geheim"],
  ])("is a status error that repeats nothing of it: %s", async (_title, type, body) => {
    await using server = await serve((response) =>
      response.writeHead(400, { "Content-Type": type }).end(body),
    );
    const { error } = await client(server.url).contact.get(7);
    expect(error).toMatchObject({ code: "status", status: 400, family: "client", body: { form: "unknown" } });
    expect(`${error?.message}${JSON.stringify(error)}`).not.toContain("geheim");
  });
});

describe("a redirect to another host", () => {
  it.each([301, 302, 307, 308])("%i takes neither credentials nor body there", async (status) => {
    await using other = await serve((response) => response.end("null"));
    const location = { Location: `${other.url.replace("127.0.0.1", "localhost")}/x` };
    await using server = await serve((response) => response.writeHead(status, location).end());
    const so = client(server.url);
    expect((await so.contact.get(7)).error).toMatchObject({ status, family: "redirect" });
    expect((await so.contact.create({ Name: "a" })).error).toMatchObject({ status });
    const response = await so.contact.get(7).asResponse();
    expect(response.status).toBe(status);
    expect(other.seen).toEqual([]);
    expect(server.seen.every(({ headers }) => headers["so-apptoken"] === "12-34")).toBe(true);
  });
});
