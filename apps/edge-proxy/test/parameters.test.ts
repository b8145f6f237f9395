import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask } from "./support/client.ts";
import { type HttpUpstream, httpUpstream } from "./support/http-upstream.ts";
import { runtimes } from "./support/programs.ts";
import { contactPath } from "./support/sample-requests.ts";

const list = '{"odata.metadata":null,"odata.nextLink":null,"value":[]}';
const wrong = `${contactPath}?$top=canary&$skip=1&$skip=2`;

describe.each(runtimes)("parameters on $runtime", ({ start }) => {
  let upstream: HttpUpstream;
  beforeAll(async () => {
    upstream = await httpUpstream();
    upstream.answer((response) => response.writeHead(200, { "content-type": "application/json" }).end(list));
  });
  afterAll(() => upstream?.close());

  it("that break the contract are 400 with their places in enforce, and nothing goes upstream", async () => {
    const program = await start({ UPSTREAM: upstream.url, VALIDATION: "enforce" });
    try {
      const before = upstream.seen.length;
      const answer = await ask(program.address, { path: wrong });
      expect({ status: answer.status, code: answer.json.code, at: answer.json.violations }).toEqual({
        status: 400,
        code: "parameter-invalid",
        at: [
          { in: "query", pointer: "/$top", keyword: "type", message: "must be an integer" },
          { in: "query", pointer: "/$skip", keyword: "maxItems", message: "must be given once" },
        ],
      });
      const path = "/api/v1/Agents/Appointment/DeleteAppointmentEntity";
      const noArgument = await ask(program.address, { method: "POST", path });
      expect(noArgument.json.violations[0]).toMatchObject({ in: "query", keyword: "required" });
      expect(upstream.seen.length).toBe(before);
      expect(answer.text + program.output()).not.toContain("canary");
      expect((await ask(program.address, { path: `${contactPath}?%24TOP=5&x=y` })).status).toBe(200);
    } finally {
      await program.stop();
    }
  });

  it("that break the contract pass in report, and are told of", async () => {
    const program = await start({ UPSTREAM: upstream.url, VALIDATION: "report" });
    try {
      const answer = await ask(program.address, { path: wrong });
      expect(answer.status).toBe(200);
      expect(answer.headers["so-proxy-validation"]).toMatch(/^request=invalid;violations=2, /);
      expect(upstream.seen.at(-1)?.url).toBe(wrong);
      await expect.poll(() => program.output()).toContain('"in":"query","pointer":"/$top"');
    } finally {
      await program.stop();
    }
  });
});
