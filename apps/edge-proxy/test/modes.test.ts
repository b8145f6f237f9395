import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createProxy, type OperationsOptions } from "../src/lib/index.ts";
import { ask } from "./support/client.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { runtimes } from "./support/programs.ts";
import { contactPath, goodAnswer, goodRequest, sampleOf, summaryPath } from "./support/sample-requests.ts";

const json = { "content-type": "application/json" };
const wrongShape = { method: "POST", path: summaryPath, headers: json, body: '{"ContactId":"x"}' };
const notJson = { ...wrongShape, body: "{" };
const noType = { ...wrongShape, headers: {} };

describe.each(runtimes)("validation on $runtime", ({ start }) => {
  let upstream: HttpUpstream;

  beforeAll(async () => {
    upstream = await httpUpstream();
  });
  afterAll(() => upstream?.close());

  it("off looks at nothing and says nothing", async () => {
    const program = await start({ UPSTREAM: upstream.url, VALIDATION: "off" });
    try {
      upstream.answer((response) => response.writeHead(200, { "content-type": "text/html" }).end("<p>"));
      for (const request of [wrongShape, notJson, noType]) {
        const answer = await ask(program.address, request);
        expect({ status: answer.status, text: answer.text }).toEqual({ status: 200, text: "<p>" });
        expect(answer.headers).not.toHaveProperty("so-proxy-validation");
        expect(upstream.seen.at(-1)?.body.toString()).toBe(request.body);
      }
    } finally {
      await program.stop();
    }
  });

  it("report lets the wrong shape pass and says so, here and in the log, without values", async () => {
    const program = await start({ UPSTREAM: upstream.url, VALIDATION: "report" });
    try {
      upstream.answer((response) => response.writeHead(200, json).end('{"Contact":"canary-value"}'));
      const answer = await ask(program.address, wrongShape);
      expect(answer.text).toBe('{"Contact":"canary-value"}');
      expect(answer.headers["so-proxy-validation"]).toMatch(
        /^request=invalid;violations=1, answer=invalid;violations=\d+$/,
      );
      expect(upstream.seen.at(-1)?.body.toString()).toBe(wrongShape.body);
      await expect.poll(() => program.output()).toContain('"pointer":"/ContactId"');
      expect(program.output()).toContain('"pointer":"/Contact"');
      expect(program.output()).not.toContain("canary-value");
    } finally {
      await program.stop();
    }
  });

  it("is set apart for the operations that the settings name, the closest name first", async () => {
    const upstreamOf = { kind: "url", baseUrl: upstream.url } as const;
    const send = async (operations: OperationsOptions) => {
      const proxy = createProxy({ upstream: upstreamOf, validation: { requests: "report" }, operations });
      const request = new Request(`http://proxy.example${summaryPath}`, { ...wrongShape });
      const answer = await proxy.fetch(request);
      return `${answer.status} ${answer.headers.get("so-proxy-validation")?.split(",")[0]}`;
    };
    upstream.answer((response) => response.writeHead(200, json).end(goodAnswer));
    const enforced = { validation: { requests: "enforce" } } as const;
    const off = { validation: { requests: "off", answers: "off" } } as const;
    expect(await send({})).toBe("200 request=invalid;violations=1");
    expect(await send({ "agents/contact": enforced })).toMatch(/^400 /);
    expect(await send({ "agents/contact": enforced, v1ContactAgent_GetContactSummary: off })).toBe(
      "200 undefined",
    );
    expect(await send({ V1CONTACTAGENT_GETCONTACTSUMMARY: enforced, "*": off })).toMatch(/^400 /);
    expect(await send({ "entities/contact": off })).toBe("200 request=invalid;violations=1");
    expect(() => createProxy({ upstream: upstreamOf, operations: { "agents/contcat": off } })).toThrow(
      /contcat/,
    );
  });

  it("report still refuses what nobody can read", async () => {
    const program = await start({ UPSTREAM: upstream.url, VALIDATION: "report" });
    try {
      expect((await ask(program.address, notJson)).json.code).toBe("body-not-json");
      expect((await ask(program.address, noType)).json.code).toBe("media-type-missing");
    } finally {
      await program.stop();
    }
  });

  it("enforce keeps an answer that breaks the contract from the caller", async () => {
    const program = await start({ UPSTREAM: upstream.url, VALIDATION: "enforce" });
    try {
      for (const [type, body] of [
        ["application/json", '{"Contact":"canary-value"}'],
        ["application/json", '{"Contact":'],
        ["text/html", "<p>canary-value</p>"],
      ]) {
        upstream.answer((response) => response.writeHead(200, { "content-type": type }).end(body));
        const answer = await ask(program.address, goodRequest);
        expect({ status: answer.status, code: answer.json.code }).toEqual({
          status: 502,
          code: "answer-invalid",
        });
        expect(answer.json.violations.length).toBeGreaterThan(0);
        expect(answer.text).not.toContain("canary-value");
      }
      upstream.answer((response) => response.writeHead(200, json).end(goodAnswer));
      expect((await ask(program.address, goodRequest)).text).toBe(goodAnswer);
      upstream.answer((response) => response.writeHead(404, json).end('{"Message":"no"}'));
      expect((await ask(program.address, goodRequest)).status).toBe(404);
    } finally {
      await program.stop();
    }
  });

  it("admits null for what $select left out, in any case of its name", async () => {
    const program = await start({ UPSTREAM: upstream.url, VALIDATION: "enforce" });
    try {
      const { request, response: sample } = sampleOf("v1ContactEntity_PostContactEntity");
      const { Name, Department } = JSON.parse(sample.body);
      const nulls = Object.fromEntries(Object.keys(JSON.parse(sample.body)).map((name) => [name, null]));
      const masked = JSON.stringify({ ...nulls, Name, Department });
      upstream.answer((response) => response.writeHead(200, json).end(masked));
      const send = { method: "POST", headers: json, body: request.body };
      const query = "?%24SELECT=name,department";
      const selected = await ask(program.address, { ...send, path: `${contactPath}${query}` });
      expect({ status: selected.status, text: selected.text }).toEqual({ status: 200, text: masked });
      const whole = await ask(program.address, { ...send, path: contactPath });
      expect({ status: whole.status, code: whole.json.code }).toEqual({
        status: 502,
        code: "answer-invalid",
      });
    } finally {
      await program.stop();
    }
  });
});
