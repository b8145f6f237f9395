import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "./support/client.ts";
import { type Program, runtimes } from "./support/programs.ts";
import { activePath, callersPath, sampleOf, samples, summaryPath } from "./support/sample-requests.ts";

const json = { "content-type": "application/json" };

describe.each(runtimes)("UPSTREAM=samples on $runtime", ({ runtime, start }) => {
  let program: Program;

  beforeAll(async () => {
    program = await start();
  });
  afterAll(() => program?.stop());

  it.each(samples)(
    "answers the documented request of $operationId with the documented answer",
    async (sample) => {
      const { method, target, headers, body } = sample.request;
      const answer = await ask(program.address, {
        method,
        path: target,
        headers: Object.fromEntries(headers),
        body,
      });
      expect(answer.status).toBe(sample.response.status);
      expect(answer.text).toBe(sample.response.body);
      for (const [name, value] of sample.response.headers)
        expect(answer.headers[name.toLowerCase()]).toBe(value);
      const isFaulty = sample.faults.some((fault) => fault.in === "response");
      const verdict = isFaulty ? /^request=ok, answer=invalid;violations=\d+$/ : /^request=ok, answer=ok$/;
      expect(answer.headers["so-proxy-validation"]).toMatch(verdict);
    },
  );

  describe("takes what the platform takes:", () => {
    const summary = sampleOf("v1ContactAgent_GetContactSummary").response.body;
    it.each([
      { what: "names in lower case", path: summaryPath, body: '{"contactid":59,"limit":709}' },
      { what: "names in camel case", path: summaryPath, body: '{"contactId":59,"lIMIT":709}' },
      {
        what: "properties that nobody knows",
        path: summaryPath,
        body: '{"ContactId":59,"Limit":1,"Extra":true}',
      },
      { what: "an enum by its number", path: activePath, body: '{"ActionType":8}' },
      { what: "an enum in another case", path: activePath, body: '{"ActionType":"activitycompleted"}' },
      {
        what: "a MinDate after the MaxDate",
        path: callersPath,
        body: '{"MinDate":"2030-01-01T00:00:00","MaxDate":"2001-01-01T00:00:00Z"}',
      },
      { what: "a trailing slash", path: `${summaryPath}/`, body: '{"ContactId":59,"Limit":709}' },
      { what: "a path in lower case", path: summaryPath.toLowerCase(), body: '{"ContactId":59,"Limit":709}' },
      { what: "a path in upper case", path: summaryPath.toUpperCase(), body: '{"ContactId":59,"Limit":709}' },
      { what: "a byte order mark", path: summaryPath, body: '\ufeff{"ContactId":59,"Limit":709}' },
    ])("$what", async ({ path, body }) => {
      const answer = await ask(program.address, { method: "POST", path, headers: json, body });
      expect(answer.status, answer.text).toBe(200);
      expect(answer.headers["so-proxy-validation"]).toMatch(/^request=ok,/);
    });

    it.each([
      { type: "text/json", body: '{"ContactId":59,"Limit":709}', verdict: "ok" },
      { type: 'Application/JSON; Charset="UTF-8"', body: '{"ContactId":59,"Limit":709}', verdict: "ok" },
      { type: "application/xml", body: "<a/>", verdict: "unchecked;reason=media-type" },
      {
        type: "application/x-www-form-urlencoded",
        body: "ContactId=59",
        verdict: "unchecked;reason=media-type",
      },
      { type: "application/json-patch+json", body: "[]", verdict: "unchecked;reason=media-type" },
      {
        type: "application/json; charset=iso-8859-1",
        body: '{"ContactId":59}',
        verdict: "unchecked;reason=encoding",
      },
    ])("$type, and says whether it was checked", async ({ type, body, verdict }) => {
      const headers = { "content-type": type };
      const answer = await ask(program.address, { method: "POST", path: summaryPath, headers, body });
      expect(answer.text).toBe(summary);
      expect(answer.headers["so-proxy-validation"]).toBe(`request=${verdict}, answer=ok`);
    });

    it("a large body, and says that it was not checked", async () => {
      const body = JSON.stringify({ ContactId: 59, Limit: 709, Extra: "x".repeat(400_000) });
      const answer = await ask(program.address, { method: "POST", path: summaryPath, headers: json, body });
      expect(answer.headers["so-proxy-validation"]).toBe("request=unchecked;reason=too-large, answer=ok");
    });
  });

  describe("shows people", () => {
    it("the way to the reference", async () => {
      const { status, headers } = await ask(program.address, { path: "/" });
      expect({ status, location: headers["location"] }).toEqual({ status: 302, location: "/docs" });
    });

    it("the reference with nothing from elsewhere", async () => {
      const { status, text, headers } = await ask(program.address, { path: "/docs" });
      expect(status).toBe(200);
      expect(headers["content-type"]).toBe("text/html; charset=utf-8");
      expect(headers["content-security-policy"]).toMatch(/^default-src 'none'/);
      expect(text).not.toMatch(/https?:\/\//);
      const script = await ask(program.address, { path: "/docs/scalar.js" });
      expect({ status: script.status, type: script.headers["content-type"] }).toEqual({
        status: 200,
        type: "text/javascript; charset=utf-8",
      });
      expect(script.body.length).toBeGreaterThan(1_000_000);
      expect((await ask(program.address, { path: "/docs/other.js" })).json.code).toBe("asset-missing");
    });

    it("the contract with itself as the only server", async () => {
      const { json: document, headers } = await ask(program.address, { path: "/openapi.json" });
      expect(headers["content-type"]).toBe("application/json");
      expect(document.servers).toEqual([{ url: program.address, description: "This proxy." }]);
      expect(Object.keys(document.paths)).toHaveLength(samples.length);
    });

    it("its health", async () => {
      const { json: health } = await ask(program.address, { path: "/-/health" });
      expect(health).toEqual({
        status: "ok",
        name: "so-proxy",
        version: expect.stringMatching(/^\d+\.\d+\.\d+/),
        upstream: "samples",
        validation: { requests: "enforce", answers: "report" },
        operations: samples.length,
        uptime: expect.any(Number),
      });
    });

    it("what a path takes", async () => {
      const { status, headers } = await ask(program.address, { method: "OPTIONS", path: summaryPath });
      expect({ status, allow: headers["allow"] }).toEqual({ status: 204, allow: "POST, OPTIONS" });
      const head = await ask(program.address, { method: "HEAD", path: "/-/health" });
      expect({ status: head.status, size: head.body.length }).toEqual({ status: 200, size: 0 });
    });
  });

  if (runtime === "node") {
    it("sends the packed twin of a large file to those who take it", async () => {
      const headers = { "accept-encoding": "gzip, br" };
      const packed = await ask(program.address, { path: "/docs/scalar.js", headers });
      expect(packed.headers["content-encoding"]).toBe("gzip");
      const refused = await ask(program.address, {
        path: "/docs/scalar.js",
        headers: { "accept-encoding": "gzip;q=0" },
      });
      expect(refused.headers).not.toHaveProperty("content-encoding");
    });
  }
});
