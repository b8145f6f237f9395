import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "./support/client.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { type Program, runtimes } from "./support/programs.ts";
import { goodAnswer, goodRequest } from "./support/sample-requests.ts";
import { smallProxy } from "./support/small-proxy.ts";

const TOKEN = "token-of-the-operators";
const operator = { authorization: `Bearer ${TOKEN}` };
const json = { "content-type": "application/json" };

describe.each(runtimes)("/-/drift on $runtime", ({ start }) => {
  let upstream: HttpUpstream;
  let program: Program;
  beforeAll(async () => {
    upstream = await httpUpstream();
    program = await start({ UPSTREAM: upstream.url, OPERATOR_TOKEN: TOKEN });
  });
  afterAll(async () => {
    await program?.stop();
    await upstream?.close();
  });

  it("counts what live answers do that the contract does not say, by operation and property, without a value", async () => {
    expect((await ask(program.address, { path: "/-/drift", headers: operator })).json).toMatchObject({
      since: null,
    });
    for (const text of [goodAnswer, '{"Contact":"canary-value"}', '{"Contact":"canary-value"}']) {
      upstream.answer((response) => response.writeHead(200, json).end(text));
      await ask(program.address, goodRequest);
    }
    const answer = await ask(program.address, { path: "/-/drift", headers: operator });
    expect(answer.headers["cache-control"]).toBe("no-store");
    const { operations, ...counts } = answer.json;
    expect(counts).toMatchObject({ ok: 1, invalid: 2, unchecked: 0, uncounted: 0 });
    expect(operations).toHaveLength(1);
    expect(operations[0]).toMatchObject({
      operationId: "v1ContactAgent_GetContactSummary",
      ok: 1,
      invalid: 2,
    });
    expect(operations[0].places).toContainEqual(
      expect.objectContaining({
        pointer: "/Contact",
        class: "ContactSummary",
        property: "Contact",
        keyword: "type",
        answers: 2,
        example: '"xxxxxx-xxxxx"',
        evidence: expect.objectContaining({
          type: "Contact",
          certainty: "confirmed",
          sources: expect.arrayContaining([expect.stringMatching(/^rest\/Contact\/.+\.md:\d+$/)]),
        }),
      }),
    );
    expect(answer.text).not.toContain("canary");
  });

  it("is a page for those who ask for one", async () => {
    const page = await ask(program.address, {
      path: "/-/drift",
      headers: { ...operator, accept: "text/html,*/*;q=0.8" },
    });
    expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(page.headers["content-security-policy"]).toContain("script-src 'self'");
    expect(page.text).toMatch(
      /<td><code>\/Contact<\/code><br><small>ContactSummary\.Contact<\/small><\/td><td>2<\/td>/,
    );
    expect(page.text).toContain("rest/Contact/");
    expect(page.text).not.toContain("canary");
  });
});

it("an answer over the limit streams on, and is counted as one that was not checked", async () => {
  const upstream = await httpUpstream();
  const proxy = await smallProxy(upstream.url, { limits: { inspectBytes: 1_000 } });
  try {
    const long = JSON.stringify({ text: "a".repeat(5_000) });
    upstream.answer((response) => response.writeHead(200, json).end(long));
    const answer = await ask(proxy.address, { path: "/api/v1/Thing/5" });
    expect({ text: answer.text, said: answer.headers["so-proxy-validation"] }).toEqual({
      text: long,
      said: "request=ok, answer=unchecked;reason=too-large",
    });
    expect((await ask(proxy.address, { path: "/-/drift" })).json).toMatchObject({
      unchecked: 1,
      reasons: { "too-large": 1 },
      operations: [{ operationId: "read", unchecked: 1, reasons: { "too-large": 1 }, places: [] }],
    });
    expect((await ask(proxy.address, { path: "/-/metrics" })).text).toContain(
      'so_proxy_validation_total{message="answer",result="unchecked",reason="too-large"} 1',
    );
  } finally {
    await proxy.close();
    await upstream.close();
  }
});

it("an operator's page asks for the operators' token where there is one", async () => {
  const proxy = await smallProxy("http://127.0.0.1:9", { operators: { token: "canary-token" } });
  try {
    for (const authorization of [undefined, "Bearer wrong", "Basic canary-token"]) {
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
      const answer = await ask(proxy.address, { path: "/-/drift", headers });
      expect({ status: answer.status, code: answer.json.code }).toEqual({
        status: 401,
        code: "operator-unknown",
      });
      expect(answer.headers["www-authenticate"]).toMatch(/^Basic realm=.*, Bearer realm=/);
    }
    const headers = { authorization: "Bearer canary-token" };
    expect((await ask(proxy.address, { path: "/-/drift", headers })).status).toBe(200);
    expect(JSON.stringify(proxy.log)).not.toContain("canary");
  } finally {
    await proxy.close();
  }
});
