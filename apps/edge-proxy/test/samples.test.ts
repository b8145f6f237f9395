import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "./support/client.ts";
import { type Program, runtimes } from "./support/programs.ts";
import { activePath, callersPath, sampleOf, samples, summaryPath } from "./support/sample-requests.ts";

const json = { "content-type": "application/json" };
/** Operations of the whole contract. */
const OPERATIONS = 3116;
const methodsIn = (document: { readonly paths: Readonly<Record<string, object>> }): number =>
  Object.values(document.paths).reduce((sum, item) => sum + Object.keys(item).length, 0);

describe.each(runtimes)("UPSTREAM=samples on $runtime", ({ runtime, start }) => {
  let program: Program;

  beforeAll(async () => {
    program = await start({ UPSTREAM: "samples" });
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
      const group = await ask(program.address, { path: "/docs/agents/contact" });
      expect(group.text).toContain('data-document="/docs/agents/contact.json"');
      expect(group.headers["content-security-policy"]).toBe(headers["content-security-policy"]);
      expect((await ask(program.address, { path: "/docs/agents/nothing" })).json.code).toBe("asset-missing");
      expect((await ask(program.address, { path: "/docs/other.js" })).json.code).toBe("asset-missing");
    });

    it("the contract with itself as the only server", async () => {
      const { json: document, headers } = await ask(program.address, { path: "/openapi.json" });
      expect(headers["content-type"]).toBe("application/json");
      expect(document.servers).toEqual([{ url: "/", description: "This proxy." }]);
      expect(methodsIn(document)).toBe(OPERATIONS);
    });

    it("a document for each agent and entity, with all that it refers to", async () => {
      const { json: byGroup } = await ask(program.address, { path: "/docs/operations.json" });
      expect(Object.keys(byGroup)).toHaveLength(142);
      expect(Object.values(byGroup).flat()).toHaveLength(OPERATIONS);
      for (const group of ["agents/contact", "entities/contact", "agents/pocket"]) {
        const { json: document, text } = await ask(program.address, { path: `/docs/${group}.json` });
        expect(methodsIn(document)).toBe(byGroup[group].length);
        for (const [, section = "", name = ""] of text.matchAll(/"#\/components\/([^/"]+)\/([^/"]+)"/g))
          expect(document.components[section], name).toHaveProperty([name]);
      }
    });

    it("its health", async () => {
      const { json: health } = await ask(program.address, { path: "/-/health" });
      expect(health).toEqual({
        status: "ok",
        name: "so-proxy",
        version: expect.stringMatching(/^\d+\.\d+\.\d+/),
        upstream: "samples",
        validation: { requests: "enforce", answers: "report" },
        operations: OPERATIONS,
        uptime: expect.any(Number),
      });
    });

    it("what a path takes", async () => {
      const { status, headers } = await ask(program.address, { method: "OPTIONS", path: summaryPath });
      expect({ status, allow: headers["allow"] }).toEqual({ status: 204, allow: "GET, POST, HEAD, OPTIONS" });
      const head = await ask(program.address, { method: "HEAD", path: "/-/health" });
      expect({ status: head.status, size: head.body.length }).toEqual({ status: 200, size: 0 });
    });
  });

  describe("knows the whole contract:", () => {
    it.each([
      {
        what: "an operation without a sample",
        method: "GET",
        path: "/api/v1/Contact/5",
        status: 404,
        code: "sample-missing",
      },
      {
        what: "one of two colliding paths",
        method: "GET",
        path: "/api/v1/BatchTask/5",
        status: 404,
        code: "sample-missing",
      },
      {
        what: "the other one",
        method: "GET",
        path: "/api/v1/BatchTask/Started",
        status: 404,
        code: "sample-missing",
      },
      { what: "DELETE", method: "DELETE", path: "/api/v1/Contact/5", status: 404, code: "sample-missing" },
      {
        what: "a path beside it",
        method: "GET",
        path: "/api/v1/Contact/5/Nothing",
        status: 404,
        code: "path-unknown",
      },
      {
        what: "a method beside it",
        method: "PATCH",
        path: "/api/v1/Contact",
        status: 405,
        code: "method-not-allowed",
      },
    ])("$what", async ({ method, path, status, code }) => {
      const answer = await ask(program.address, { method, path });
      expect({ status: answer.status, code: answer.json.code }).toEqual({ status, code });
    });

    const patch = "application/json-patch+json";
    it.each([
      {
        what: "a patch",
        method: "PATCH",
        path: "/api/v1/Contact/5",
        type: patch,
        body: "[]",
        code: "sample-missing",
      },
      {
        what: "a patch that is no JSON",
        method: "PATCH",
        path: "/api/v1/Contact/5",
        type: patch,
        body: "<a/>",
        code: "body-not-json",
      },
      {
        what: "a patch as plain JSON",
        method: "PATCH",
        path: "/api/v1/Contact/5",
        type: "application/json",
        body: '[{"op":"replace","path":"/Name","value":"x"}]',
        code: "sample-missing",
      },
      {
        what: "a patch that is neither list nor object",
        method: "PATCH",
        path: "/api/v1/Contact/5",
        type: "application/json",
        body: "7",
        code: "body-invalid",
      },
      {
        what: "a PUT of the wrong shape",
        method: "PUT",
        path: "/api/v1/Contact/5",
        type: "application/json",
        body: '{"ContactId":"x"}',
        code: "body-invalid",
      },
      {
        what: "an image, unchecked",
        method: "PUT",
        path: "/api/v1/Contact/5/Image",
        type: "image/png",
        body: "\x89PNG",
        code: "sample-missing",
      },
      {
        what: "an image of a kind that is not taken",
        method: "PUT",
        path: "/api/v1/Contact/5/Image",
        type: "image/webp",
        body: "x",
        code: "media-type-unsupported",
      },
    ])("$what", async ({ method, path, type, body, code }) => {
      const answer = await ask(program.address, { method, path, headers: { "content-type": type }, body });
      expect(answer.json.code, answer.text).toBe(code);
    });
  });

  if (runtime === "node") {
    it("sends the packed twin of a large file to those who take it", async () => {
      const headers = { "accept-encoding": "gzip, br" };
      const packed = await ask(program.address, { path: "/docs/scalar.js", headers });
      expect(packed.headers["content-encoding"]).toBe("br");
      const contract = await ask(program.address, {
        path: "/openapi.json",
        headers: { "accept-encoding": "gzip" },
      });
      expect(contract.headers["content-encoding"]).toBe("gzip");
      expect(contract.body.length).toBeLessThan(500_000);
      expect(methodsIn(JSON.parse(gunzipSync(contract.body).toString()))).toBe(OPERATIONS);
      const refused = await ask(program.address, {
        path: "/docs/scalar.js",
        headers: { "accept-encoding": "gzip;q=0, br; q=0.0" },
      });
      expect(refused.headers).not.toHaveProperty("content-encoding");
    });
  }
});
