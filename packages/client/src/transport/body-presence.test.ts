import { describe, expect, it } from "vitest";
import { serveBytes } from "../../test/server.ts";
import { things } from "../../test/things.ts";
import { pocketAgent } from "../generated/agents/pocket.ts";
import { createClient } from "../index.ts";

/** Lines of an answer's head. */
const head = (...lines: string[]) => [...lines, "Connection: close", "", ""].join("\r\n");
const json = "Content-Type: application/json";
const ok = "HTTP/1.1 200 OK";
const chunked = "Transfer-Encoding: chunked";

describe("a success", () => {
  const cases: [title: string, bytes: string, outcome: unknown][] = [
    ["204 has no value", head("HTTP/1.1 204 No Content"), undefined],
    ["204 that tells a length has no value", head("HTTP/1.1 204 No Content", "Content-Length: 5"), undefined],
    ["205 has no value", head("HTTP/1.1 205 Reset Content", "Content-Length: 0"), undefined],
    ["200 of length 0 is refused", head(ok, json, "Content-Length: 0"), "empty"],
    ["200 of no length and no bytes is refused", head(ok, json), "empty"],
    ["200 with a lone last chunk is refused", `${head(ok, json, chunked)}0\r\n\r\n`, "empty"],
    ["200 without bytes and without a type is refused", head(ok, "Content-Length: 0"), "empty"],
    ["200 with null and a length", `${head(ok, json, "Content-Length: 4")}null`, null],
    ["200 with null up to the end of the connection", `${head(ok, json)}null`, null],
    ["200 with null in chunks", `${head(ok, json, chunked)}2\r\nnu\r\n2\r\nll\r\n0\r\n\r\n`, null],
    ["200 with JSON and no type", `${head(ok, "Content-Length: 4")}null`, null],
    ["200 with a byte order mark", `${head(ok, json)}\uFEFFnull`, null],
  ];
  it.each(cases)("%s", async (_title, bytes, outcome) => {
    await using server = await serveBytes(bytes);
    const so = createClient({ baseUrl: server.url, apis: [pocketAgent] });
    const result = await so.agents.pocket.getMyCallerIDs({});
    if (outcome === "empty") {
      expect(result).toMatchObject({ ok: false, error: { code: "decoding", reason: "empty", status: 200 } });
    } else {
      expect(result).toMatchObject({ ok: true });
      expect(result.data).toBe(outcome);
    }
  });

  it.each(cases)("raw: %s", async (_title, bytes, outcome) => {
    await using server = await serveBytes(bytes);
    const so = createClient({ baseUrl: server.url, apis: [pocketAgent] });
    const { data, response } = await so.POST("/api/v1/Agents/Pocket/GetMyCallerIDs", { body: {} });
    expect(response.ok).toBe(true);
    expect(data).toBe(outcome === null ? null : undefined);
  });

  it.each([
    ["204", head("HTTP/1.1 204 No Content")],
    ["200 of length 0", head(ok, "Content-Length: 0")],
    ["200 with a body that nobody expects", `${head(ok, "Content-Length: 4")}<p/>`],
  ])("of a call without an answer's body has no value: %s", async (_title, bytes) => {
    await using server = await serveBytes(bytes);
    const so = createClient({ baseUrl: server.url, apis: [things] });
    expect(await so.thing.delete(1)).toMatchObject({ ok: true, data: undefined });
  });
});

describe("an error without a body is an error", () => {
  it.each([
    ["401 of length 0", 401, head("HTTP/1.1 401 Unauthorized", "Content-Length: 0")],
    ["404 of no length", 404, head("HTTP/1.1 404 Not Found")],
    ["500 with a lone last chunk", 500, `${head("HTTP/1.1 500 Oops", chunked)}0\r\n\r\n`],
    ["304", 304, head("HTTP/1.1 304 Not Modified")],
  ])("%s", async (_title, status, bytes) => {
    await using server = await serveBytes(bytes);
    const so = createClient({ baseUrl: server.url, apis: [pocketAgent] });
    const result = await so.agents.pocket.getMyCallerIDs({});
    expect(result).toMatchObject({ ok: false, error: { code: "status", status, body: { form: "unknown" } } });
    expect(result.response?.status).toBe(status);
  });
});
