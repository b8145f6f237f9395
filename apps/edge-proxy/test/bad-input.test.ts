import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ask, ask, speak, spokenBody } from "./support/client.ts";
import { type Program, runtimes } from "./support/programs.ts";
import { answerText, type RawUpstream, rawUpstream } from "./support/raw-upstream.ts";
import { activePath, contactPath, goodAnswer, goodRequest, summaryPath } from "./support/sample-requests.ts";
import { startSmall } from "./support/small-heap.ts";

const json = { "content-type": "application/json" };
const MiB = 1024 * 1024;

interface Row {
  readonly what: string;
  readonly send: Ask;
  readonly status: number;
  readonly code: string;
}

const post = (path: string, body: string | undefined, headers: Ask["headers"] = json): Ask => ({
  method: "POST",
  path,
  headers,
  ...(body !== undefined && { body }),
});

const table: readonly Row[] = [
  {
    what: "a body that is not JSON",
    send: post(summaryPath, "{ContactId: 1}"),
    status: 400,
    code: "body-not-json",
  },
  {
    what: "half of a JSON body",
    send: post(summaryPath, '{"ContactId": 1'),
    status: 400,
    code: "body-not-json",
  },
  {
    what: "a JSON body in UTF-16",
    send: post(summaryPath, "\ufeff{\0}\0"),
    status: 400,
    code: "body-not-json",
  },
  { what: "XML that says it is JSON", send: post(summaryPath, "<a/>"), status: 400, code: "body-not-json" },
  {
    what: "an array where an object is due",
    send: post(summaryPath, "[]"),
    status: 400,
    code: "body-invalid",
  },
  {
    what: "a text where a number is due",
    send: post(summaryPath, '{"ContactId":"x"}'),
    status: 400,
    code: "body-invalid",
  },
  {
    what: "a text where a number is due, under a name in another case",
    send: post(summaryPath, '{"contactID":"x"}'),
    status: 400,
    code: "body-invalid",
  },
  {
    what: "an enum that is none",
    send: post(activePath, '{"ActionType":"Nonsense"}'),
    status: 400,
    code: "body-invalid",
  },
  {
    what: "a deep body",
    send: post(contactPath, "[".repeat(5000) + "]".repeat(5000)),
    status: 400,
    code: "body-invalid",
  },
  { what: "no body where one is due", send: post(summaryPath, undefined), status: 400, code: "body-missing" },
  {
    what: "an unknown path",
    send: post("/api/v1/Agents/Contact/Nothing", "{}"),
    status: 404,
    code: "path-unknown",
  },
  { what: "a path beside the API", send: { path: "/favicon.ico" }, status: 404, code: "path-unknown" },
  {
    what: "a wrong method",
    send: { method: "DELETE", path: summaryPath },
    status: 405,
    code: "method-not-allowed",
  },
  {
    what: "a wrong method with a body",
    send: { ...post(summaryPath, "{}"), method: "PUT" },
    status: 405,
    code: "method-not-allowed",
  },
  {
    what: "a write to a page",
    send: { ...post("/-/health", "{}") },
    status: 405,
    code: "method-not-allowed",
  },
  {
    what: "a missing Content-Type",
    send: post(summaryPath, "{}", {}),
    status: 415,
    code: "media-type-missing",
  },
  {
    what: "a media type of another world",
    send: post(summaryPath, "{}", { "content-type": "image/png" }),
    status: 415,
    code: "media-type-unsupported",
  },
  {
    what: "a media type that is none",
    send: post(summaryPath, "{}", { "content-type": "json" }),
    status: 415,
    code: "media-type-unsupported",
  },
  {
    what: "a target of 9,000 characters",
    send: post(`${summaryPath}?$select=${"a".repeat(9000)}`, "{}"),
    status: 414,
    code: "url-too-long",
  },
];

describe.each(runtimes)("bad input on $runtime", ({ runtime, start }) => {
  let upstream: RawUpstream;
  let program: Program;

  beforeAll(async () => {
    upstream = await rawUpstream((socket) => socket.end(answerText(goodAnswer)));
    program = await startSmall(start, {
      UPSTREAM: upstream.url,
      TIMEOUT_MS: "5000",
      IDLE_TIMEOUT_MS: "5000",
      BODY_LIMIT: "1MB",
    });
  });
  afterAll(async () => {
    await program?.stop();
    await upstream?.close();
  });

  async function expectAlive(): Promise<void> {
    upstream.behave((socket) => socket.end(answerText(goodAnswer)));
    const answer = await ask(program.address, goodRequest);
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(goodAnswer);
    expect(program.alive()).toBe(true);
    // Nothing but log lines: a stack trace there means that a fault went past the proxy's own hands.
    expect(program.output()).not.toMatch(/\n\s+at /);
  }

  it.each(table)("answers $what with $status $code", async ({ send, status, code }) => {
    const before = upstream.heads.length;
    const answer = await ask(program.address, send);
    expect({ status: answer.status, code: answer.json.code }).toEqual({ status, code });
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(answer.json).toMatchObject({ status, type: `urn:so-webapi:problem:${code}` });
    expect(answer.json.instance).toBe(`urn:so-webapi:request:${answer.headers["x-request-id"]}`);
    expect(upstream.heads.length).toBe(before);
    await expectAlive();
  });

  it("says where a body breaks the contract, and never what it held", async () => {
    const { json: problem, text } = await ask(
      program.address,
      post(summaryPath, '{"ContactId":"secret-value"}'),
    );
    expect(problem.violations).toEqual([
      { pointer: "/ContactId", keyword: "type", message: expect.any(String) },
    ]);
    expect(text).not.toContain("secret-value");
  });

  it("lists the methods that a path takes", async () => {
    const { headers } = await ask(program.address, { method: "DELETE", path: summaryPath });
    expect(headers["allow"]).toBe("GET, POST, HEAD, OPTIONS");
  });

  it("refuses a body of 50 MB by its declared length, before it is sent", async () => {
    const before = upstream.received();
    const head = `POST ${summaryPath} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n`;
    const received = await speak(program.address, `${head}Content-Length: ${50 * MiB}\r\n\r\n{`, 1_000);
    expect(spokenBody(received)).toEqual({ status: 413, code: "body-too-large" });
    expect(upstream.received()).toBe(before);
    await expectAlive();
  });

  it("counts a body of 50 MB that declares no length, and holds no more of it than it must", async () => {
    const memory = program.peakMemory();
    const before = upstream.received();
    const body = Buffer.alloc(50 * MiB, " ");
    // Reads on and never answers, as servers do that wait for the whole body.
    upstream.behave(() => {});
    const answer = await ask(program.address, {
      method: "POST",
      path: summaryPath,
      headers: { ...json, "transfer-encoding": "chunked" },
      body,
    }).catch((error: NodeJS.ErrnoException) => error);
    // A caller that is still sending when the connection closes may not get to read the answer.
    if (answer instanceof Error) expect(["EPIPE", "ECONNRESET"]).toContain(answer.code);
    else
      expect({ status: answer.status, code: answer.json.code }).toEqual({
        status: 413,
        code: "body-too-large",
      });
    if (runtime !== "workerd") expect(answer).not.toBeInstanceOf(Error);
    expect(upstream.received() - before).toBeLessThan(2 * MiB);
    if (memory !== undefined) expect((program.peakMemory() ?? 0) - memory).toBeLessThan(40 * MiB);
    await expectAlive();
  });

  describe("an upstream that", () => {
    const fields = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    it.each([
      { what: "sends HTML with 200", bytes: answerText("<p>Hello</p>", ["Content-Type: text/html"]) },
      { what: "sends broken JSON", bytes: answerText('{"Contact":') },
      { what: "declares fewer bytes than it sends", bytes: `${fields}Content-Length: 3\r\n\r\nnullnull` },
      {
        what: "sends the wrong shape",
        bytes: answerText(`${JSON.stringify({ ...JSON.parse(goodAnswer), Tickets: 7 })}`),
      },
      {
        what: "sends a status that is not documented",
        bytes: answerText("null", ["Content-Type: application/json"], "202 Accepted"),
      },
    ])("$what passes and is told of", async ({ bytes }) => {
      upstream.behave((socket) => socket.end(bytes));
      const answer = await ask(program.address, goodRequest);
      expect(answer.status).toBeLessThan(300);
      expect(answer.headers["so-proxy-validation"]).toBe("request=ok, answer=invalid;violations=1");
      await expectAlive();
    });
  });

  it("answers 502 upstream-unreachable where nobody listens", async () => {
    const gone = await rawUpstream();
    await gone.close();
    const other = await start({ UPSTREAM: gone.url });
    try {
      const answer = await ask(other.address, goodRequest);
      expect({ status: answer.status, code: answer.json.code }).toEqual({
        status: 502,
        code: "upstream-unreachable",
      });
      expect((await ask(other.address, { path: "/-/health" })).status).toBe(200);
    } finally {
      await other.stop();
    }
  });
});
