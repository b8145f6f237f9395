import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Operation } from "@so-webapi/operations";
import { operations } from "@so-webapi/operations/all";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ask } from "./support/client.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { type Program, runtimes } from "./support/programs.ts";

/** An operation for each media type that one side of the contract has. */
function byMediaType(typesOf: (operation: Operation) => readonly string[]): [string, Operation][] {
  const found = new Map<string, Operation>();
  for (const operation of operations)
    for (const type of typesOf(operation)) if (!found.has(type)) found.set(type, operation);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

const sent = byMediaType(({ request }) => request?.mediaTypes ?? []);
const answered = byMediaType(({ responses }) => responses["200"]?.mediaTypes ?? []);

/** Bytes of every value, the same in every run, in no character set: whoever decodes them harms them. */
const binary = Buffer.concat(
  Array.from({ length: 64 }, (_, index) => createHash("sha512").update(String(index)).digest()),
);

function bytesOf(type: string): Buffer {
  if (/json/.test(type)) return Buffer.from('[ {"op" : "test","n":12345678901234567890, "é":"\\u00e9"} ]\n');
  if (/xml/.test(type) && !/openxml/.test(type))
    return Buffer.from('<?xml version="1.0"?>\r\n<a b="é">&#233;</a>\n');
  if (type.startsWith("multipart/"))
    return Buffer.concat([
      Buffer.from('--x\r\nContent-Disposition: form-data; name="f"; filename="é"\r\n\r\n'),
      binary,
      Buffer.from("\r\n--x--\r\n"),
    ]);
  return binary;
}

const headerOf = (type: string): string => (type.startsWith("multipart/") ? `${type}; boundary=x` : type);

function pathOf({ path, parameters }: Operation): string {
  const filled = path.replace(/\{[^}]+\}/g, "5");
  const required = parameters.filter((each) => each.in === "query" && each.required);
  return required.length === 0 ? filled : `${filled}?${required.map(({ name }) => `${name}=1`).join("&")}`;
}

const token = "the-operator-of-this-test";
const operator = { authorization: `Bearer ${token}` };

it("the contract's media types are here", () => {
  expect(sent.map(([type]) => type)).toEqual(
    expect.arrayContaining([
      "application/xml",
      "image/png",
      "multipart/form-data",
      "application/octet-stream",
      "text/plain",
    ]),
  );
  expect(answered.length).toBeGreaterThan(20);
});

describe.each(runtimes)("content on $runtime", ({ start }) => {
  let upstream: HttpUpstream;
  let program: Program;
  beforeAll(async () => {
    upstream = await httpUpstream();
    program = await start({ UPSTREAM: upstream.url, VALIDATION: "report", OPERATOR_TOKEN: token });
  });
  afterAll(async () => {
    await program?.stop();
    await upstream?.close();
  });
  beforeEach(() => {
    upstream.seen.length = 0;
    upstream.answer((response) => response.writeHead(200, { "content-type": "image/png" }).end(binary));
  });

  it.each(sent)("%s goes upstream byte for byte", async (type, operation) => {
    const body = bytesOf(type);
    const headers = { "content-type": headerOf(type) };
    const { headers: said } = await ask(program.address, {
      method: operation.method,
      path: pathOf(operation),
      headers,
      body,
    });
    const [seen] = upstream.seen;
    expect(seen?.headers["content-type"]).toBe(headerOf(type));
    expect(seen?.body.equals(body)).toBe(true);
    const verdict = said["so-proxy-validation"]?.split(", ")[0];
    if (!/json/.test(type))
      expect(verdict).toMatch(/^request=(?:unchecked;reason=(?:media-type|no-schema)|invalid)/);
    if (!/json/.test(type) && operation.parameters.every((each) => each.in !== "path"))
      expect(verdict).toBe("request=unchecked;reason=media-type");
  });

  it.each(answered)("%s comes back byte for byte", async (type, operation) => {
    const body = bytesOf(type);
    upstream.answer((response) => response.writeHead(200, { "content-type": headerOf(type) }).end(body));
    const write =
      operation.method === "GET" ? {} : { headers: { "content-type": "application/json" }, body: "{}" };
    const answer = await ask(program.address, {
      method: operation.method,
      path: pathOf(operation),
      ...write,
    });
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe(headerOf(type));
    expect(answer.body.equals(body)).toBe(true);
    const verdict = answer.headers["so-proxy-validation"]?.split(", ")[1];
    if (!/^(?:application|text)\/json$/.test(type))
      expect(verdict).toBe("answer=unchecked;reason=media-type");
  });

  it("packed bodies stay what they are, in both directions", async () => {
    const [type, operation] = sent.find(([each]) => each === "image/png") ?? [];
    if (type === undefined || operation === undefined) throw new Error("no operation takes images");
    const packed = gzipSync(binary);
    upstream.answer((response) =>
      response.writeHead(200, { "content-type": "image/png", "content-encoding": "gzip" }).end(packed),
    );
    const answer = await ask(program.address, {
      method: operation.method,
      path: pathOf(operation),
      headers: { "content-type": type, "content-encoding": "gzip", "accept-encoding": "gzip" },
      body: packed,
    });
    expect(upstream.seen[0]?.headers["content-encoding"]).toBe("gzip");
    expect(upstream.seen[0]?.body.equals(packed)).toBe(true);
    // Where fetch unpacks an answer, the runtime may pack it again for who takes it.
    const plain = answer.headers["content-encoding"] === "gzip" ? gunzipSync(answer.body) : answer.body;
    expect(plain.equals(binary)).toBe(true);
  });

  it("what was not checked is counted, and by which reason", async () => {
    const metrics = await ask(program.address, { path: "/-/metrics", headers: operator });
    for (const message of ["request", "answer"])
      expect(metrics.text).toMatch(
        new RegExp(
          `so_proxy_validation_total\\{message="${message}",result="unchecked",reason="media-type"\\} [1-9]`,
        ),
      );
    expect(
      (await ask(program.address, { path: "/-/drift", headers: operator })).json.reasons["media-type"],
    ).toBeGreaterThan(5);
  });
});
