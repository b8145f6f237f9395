import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, speak, spokenBody } from "./support/client.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { rawUpstream } from "./support/raw-upstream.ts";
import { type SmallProxy, smallProxy } from "./support/small-proxy.ts";

const json = { "content-type": "application/json" };
let upstream: HttpUpstream;
let proxy: SmallProxy;

beforeAll(async () => {
  upstream = await httpUpstream();
  proxy = await smallProxy(`${upstream.url}/Cust1`);
});
afterAll(async () => {
  await proxy?.close();
  await upstream?.close();
});

describe("paths", () => {
  it.each([
    { target: "/api/v1/Thing/5?$select=name", upstreamUrl: "/Cust1/api/v1/Thing/5?$select=name" },
    { target: "/API/V1/tHiNg/5/", upstreamUrl: "/Cust1/api/v1/Thing/5" },
    { target: "/api/v1/Thing/Ole%20N", upstreamUrl: "/Cust1/api/v1/Thing/Ole%20N" },
    { target: "/api/v1/Thing/%C3%98", upstreamUrl: "/Cust1/api/v1/Thing/%C3%98" },
    { target: "/api/v1/Thing/a@b,c", upstreamUrl: "/Cust1/api/v1/Thing/a%40b%2Cc" },
    { target: "/api/v1/file/KeepCase/x.Y", upstreamUrl: "/Cust1/api/v1/File/KeepCase/x.Y" },
    { target: "/api/v1/Thing/5?x=..%2f..\\&y=//z", upstreamUrl: "/Cust1/api/v1/Thing/5?x=..%2f..\\&y=//z" },
  ])("$target goes to the operation's own path with the caller's values", async ({ target, upstreamUrl }) => {
    upstream.answer((response) => response.writeHead(200, json).end("{}"));
    const head = `GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`;
    expect(await speak(proxy.address, [Buffer.from(head, "latin1")])).toMatch(/^HTTP\/1\.1 200/);
    expect(upstream.seen.at(-1)?.url).toBe(upstreamUrl);
  });

  it.each([
    "/api/v1/Thing/..",
    "/api/v1/Thing/../../secret",
    "/api/v1/./Thing/5",
    "/api/v1/Thing/%2e%2e",
    "/api/v1/Thing/.%2E/x",
    "/api/v1/Thing/%252e%252e",
    "/api/v1/Thing/..;/x",
    "/api/v1/Thing/a%2fb",
    "/api/v1/Thing/a%252Fb",
    "/api/v1/Thing/a%5cb",
    "/api/v1/Thing\\5",
    "/api/v1/Thing/%00",
    "/api/v1/Thing/%09",
    "/api/v1/Thing/a%0d%0ab",
    "/api/v1/Thing/%zz",
    "/api/v1/Thing/%ff",
    "//evil.example/api/v1/Thing/5",
    "http://evil.example/api/v1/Thing/5",
    "*",
    "api/v1/Thing/5",
  ])("%s is refused before it goes anywhere", async (target) => {
    const before = upstream.seen.length;
    const received = await speak(
      proxy.address,
      `GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
    );
    const { status, code } = spokenBody(received);
    expect(status).toBe(400);
    expect(["target-refused", "request-malformed"]).toContain(code);
    expect(upstream.seen.length).toBe(before);
  });

  it.each(["/api/v1//Thing/5", "/api/v1/Thing", "/api/v1/Thing/5/6", "/api/v2/Thing/5", "/api/v1/Thing/"])(
    "%s is not in the contract",
    async (path) => {
      expect((await ask(proxy.address, { path })).json.code).toBe("path-unknown");
    },
  );

  it("HEAD is sent as HEAD and comes back without a body", async () => {
    upstream.answer((response) => response.writeHead(200, { ...json, "content-length": "5" }).end());
    const answer = await ask(proxy.address, { method: "HEAD", path: "/api/v1/Thing/5" });
    expect({ status: answer.status, size: answer.body.length }).toEqual({ status: 200, size: 0 });
    expect(upstream.seen.at(-1)?.method).toBe("HEAD");
  });

  it("a body on GET stays here", async () => {
    upstream.answer((response) => response.writeHead(200, json).end("{}"));
    await ask(proxy.address, { path: "/api/v1/Thing/5", headers: json, body: '{"a":1}' });
    expect(upstream.seen.at(-1)?.body.length).toBe(0);
  });
});

describe("links", () => {
  const answerWith = async (body: string) => {
    upstream.answer((response) => response.writeHead(200, json).end(body));
    return ask(proxy.address, { path: "/api/v1/Thing/5" });
  };

  it("at the declared places lead through the proxy, and no other character changes", async () => {
    const base = `${upstream.url}/Cust1/api/v1`;
    const body = (to: string) =>
      `{ "_Links": {"Self":"${to}/Thing/5","Away":"https://other.example/x", "N": null},\n` +
      `  "Money": 12345678901234567890.10, "Text": "${base}/Thing/5", "odata.nextLink":"${to}/Thing?$skip=1",\n` +
      `  "value": [{"_Links":{"Self":"${to}/Thing/6"}},{"_Links":{"Self":7}}] }`;
    const answer = await answerWith(body(base));
    expect(answer.text).toBe(body(`${proxy.address}/api/v1`));
    expect(answer.headers["content-length"]).toBe(String(answer.body.length));
  });

  it("to a neighbour of the tenant stay as they are", async () => {
    const body = `{"_Links":{"Self":"${upstream.url}/Cust12/api/v1/Thing/5"}}`;
    expect((await answerWith(body)).text).toBe(body);
  });

  it("are left in an answer that is not JSON after all", async () => {
    const body = `{"_Links":{"Self":"${upstream.url}/Cust1/api/v1/Thing/5"}`;
    expect((await answerWith(body)).text).toBe(body);
  });

  it("lead to PUBLIC_URL where there is one", async () => {
    const other = await smallProxy(`${upstream.url}/Cust1`, { publicUrl: "https://crm.example/so/" });
    try {
      upstream.answer((response) =>
        response.writeHead(200, json).end(`{"odata.nextLink":"${upstream.url}/Cust1/api/v1/Thing?$skip=1"}`),
      );
      const answer = await ask(other.address, { path: "/api/v1/Thing/5" });
      expect(answer.json).toEqual({ "odata.nextLink": "https://crm.example/so/api/v1/Thing?$skip=1" });
    } finally {
      await other.close();
    }
  });
});

describe("parts and versions of an answer", () => {
  it("keep their range and their tag, and are not checked", async () => {
    const headers = { ...json, "content-range": "bytes 2-5/100", etag: '"abc"', "content-encoding": "gzip" };
    upstream.answer((response) => response.writeHead(206, headers).end("abcd"));
    const range = { range: "bytes=2-5", "if-range": '"abc"' };
    const answer = await ask(proxy.address, { path: "/api/v1/Thing/5", headers: range });
    expect(upstream.seen.at(-1)?.headers).toMatchObject(range);
    expect({ status: answer.status, text: answer.text }).toEqual({ status: 206, text: "abcd" });
    expect(answer.headers).toMatchObject(headers);
    expect(answer.headers["so-proxy-validation"]).toBe("request=ok, answer=unchecked;reason=status");
  });

  it("that did not change come without a body", async () => {
    upstream.answer((response) => response.writeHead(304, { etag: '"abc"' }).end());
    const headers = { "if-modified-since": "Wed, 21 Oct 2026 07:28:00 GMT" };
    const answer = await ask(proxy.address, { path: "/api/v1/Thing/5", headers });
    expect(upstream.seen.at(-1)?.headers).toMatchObject(headers);
    expect({ status: answer.status, etag: answer.headers["etag"] }).toEqual({ status: 304, etag: '"abc"' });
  });
});

describe("streams", () => {
  it("of many megabytes pass both ways without being held", async () => {
    const other = await smallProxy(upstream.url, { limits: { bodyBytes: 64 * 1024 * 1024 } });
    try {
      const big = Buffer.alloc(20 * 1024 * 1024, "abcdefghij");
      upstream.answer((response, seen) =>
        response.writeHead(200, { "content-type": "image/png" }).end(seen.body),
      );
      const headers = { "content-type": "image/png" };
      const answer = await ask(other.address, { method: "PUT", path: "/api/v1/Thing/5", headers, body: big });
      expect(answer.body.equals(big)).toBe(true);
      expect(upstream.seen.at(-1)?.headers["content-length"]).toBe(String(big.length));
    } finally {
      await other.close();
    }
  });

  it("begin before they end", async () => {
    let finish = (): void => {};
    upstream.answer((response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("first");
      finish = () => response.end("last");
    });
    const { hostname, port } = new URL(proxy.address);
    const socket = connect(Number(port), hostname);
    socket.write("GET /api/v1/File/a/b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    let text = "";
    for await (const chunk of socket) {
      text += chunk;
      // The upstream ends only once the caller has the beginning.
      if (text.includes("first")) finish();
    }
    expect(text).toContain("last");
  });
});

describe("a caller who goes away", () => {
  it("ends the request upstream and is noted as 499", async () => {
    let closed = false;
    const silent = await rawUpstream((socket) => socket.on("close", () => (closed = true)));
    const other = await smallProxy(silent.url);
    try {
      const { hostname, port } = new URL(other.address);
      const socket = connect(Number(port), hostname);
      socket.write("GET /api/v1/Thing/5 HTTP/1.1\r\nHost: a\r\n\r\n");
      await until(() => silent.heads.length > 0);
      socket.destroy();
      await until(() => closed && other.log.length > 0);
      expect(other.log[0]).toMatchObject({ status: 499, code: "client-closed", operationId: "read" });
    } finally {
      await other.close();
      await silent.close();
    }
  });

  it("in the middle of an answer ends it upstream too", async () => {
    let closed = false;
    const endless = await rawUpstream((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n");
      const timer = setInterval(() => socket.write(Buffer.alloc(65_536)), 5);
      socket.on("close", () => {
        clearInterval(timer);
        closed = true;
      });
    });
    const other = await smallProxy(endless.url);
    try {
      const { hostname, port } = new URL(other.address);
      const socket = connect(Number(port), hostname);
      socket.write("GET /api/v1/Thing/5 HTTP/1.1\r\nHost: a\r\n\r\n");
      await new Promise((resolve) => socket.once("data", resolve));
      socket.destroy();
      await until(() => closed && other.log.length > 0);
      expect(other.log[0]).toMatchObject({ status: 200, code: "client-closed" });
    } finally {
      await other.close();
      await endless.close();
    }
  });
});

describe("time-outs", () => {
  it("do not cut an answer whose header came in time", async () => {
    const other = await smallProxy(upstream.url, { timeouts: { headers: 200, idle: 2_000 } });
    try {
      upstream.answer((response) => {
        response.writeHead(200, { "content-type": "image/png" });
        response.write("a");
        setTimeout(() => response.end("b"), 700);
      });
      expect((await ask(other.address, { path: "/api/v1/Thing/5" })).text).toBe("ab");
    } finally {
      await other.close();
    }
  });

  it("end an upload that takes too long", async () => {
    const other = await smallProxy(upstream.url, { timeouts: { total: 300 } });
    try {
      const head = "PUT /api/v1/Thing/5 HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf";
      expect(spokenBody(await speak(other.address, head, 1_000))).toEqual({
        status: 408,
        code: "request-timeout",
      });
    } finally {
      await other.close();
    }
  });

  it("end the whole exchange where it takes too long in all", async () => {
    const drip = await rawUpstream((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n");
      const timer = setInterval(() => socket.write(" "), 50);
      socket.on("close", () => clearInterval(timer));
    });
    const other = await smallProxy(drip.url, { timeouts: { total: 400 } });
    try {
      const answer = await ask(other.address, { path: "/api/v1/Thing/5" });
      expect({ status: answer.status, code: answer.json.code }).toEqual({
        status: 504,
        code: "upstream-timeout",
      });
    } finally {
      await other.close();
      await drip.close();
    }
  });
});

describe("the log", () => {
  it("holds no path, no query, no header and no body", async () => {
    proxy.log.length = 0;
    upstream.answer((response) =>
      response.writeHead(500, { ...json, "x-answer": "canary-5" }).end('"canary-6"'),
    );
    const headers = { authorization: "Basic canary-1", cookie: "a=canary-2", "content-type": "image/png" };
    const path = "/api/v1/Thing/canary-3?token=canary-4";
    await ask(proxy.address, { method: "PUT", path, headers, body: "canary-7" });
    await ask(proxy.address, { path: "/nowhere/canary-8" });
    await until(() => proxy.log.length === 2);
    expect(JSON.stringify(proxy.log)).not.toContain("canary");
    expect(proxy.log[0]).toMatchObject({ level: "warn", method: "PUT", status: 500, operationId: "write" });
    expect(proxy.log[1]).toMatchObject({ level: "info", status: 404, code: "path-unknown" });
  });
});

async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition).toBe(true);
}
