import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../support/run.ts";
import { type Change, serve, serveSandbox } from "../support/serve.ts";

const credential = btoa("tje0:Tje0");
beforeAll(() => {
  process.env["SO_FUZZ_TEST"] = `Basic ${credential}`;
});
afterAll(() => {
  delete process.env["SO_FUZZ_TEST"];
});

const fuzz = (target: string, ...more: string[]) =>
  run([
    "fuzz",
    "--target",
    target,
    "--header-env",
    "Authorization=SO_FUZZ_TEST",
    "--seed",
    "8",
    "--runs",
    "20",
    // A busy machine is slow to answer; what is meant to be a hang says so.
    "--timeout",
    "120000",
    "--deadline",
    "1200",
    ...more,
  ]);

const summary = ["--operations", "v1ContactAgent_GetMyActiveContacts"];

const json = (status: number, body: unknown): Response =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });

/** A server that is fine but for one thing. */
const but = (change: (answer: Response, body: string) => Response | undefined): Promise<string> => {
  const whole: Change = async (answer, request) => change(answer, await request.text());
  return serveSandbox(whole);
};

describe("so-contract fuzz", () => {
  it("finds nothing in the sandbox", async () => {
    const { status, out } = await fuzz(
      await serveSandbox(),
      "--operations",
      "v1ContactAgent_*",
      "v1ContactEntity_*",
      "--runs",
      "5",
    );
    expect(out).toContain(" 0 failed");
    expect(status).toBe(0);
  });

  it("finds a failure of the server and shrinks it to the property that causes it", async () => {
    const target = await but((_answer, body) =>
      /"ContactCategories":\[[^\]]*1/.test(body) ? json(500, { Message: "x" }) : undefined,
    );
    const { status, out } = await fuzz(target, ...summary);
    expect(out).toContain(
      "FAILED fuzz.valid v1ContactAgent_GetMyActiveContacts: the server fails: status 500; seed 8",
    );
    const [, sent = ""] = /FAILED fuzz\.valid .*--data-binary '([^']*)'/.exec(out) ?? [];
    expect(Object.keys(JSON.parse(sent))).toEqual(["ContactCategories"]);
    expect(status).toBe(1);
  });

  it("finds an accepted violation", async () => {
    const target = await but((answer) => (answer.status === 400 ? json(200, []) : undefined));
    const { out } = await fuzz(target, ...summary);
    expect(out).toMatch(
      /FAILED fuzz\.invalid .*a request that breaks the contract is accepted with 200; seed 8/,
    );
    expect(out).toMatch(
      /FAILED fuzz\.malformed .*a body that ends too early: a request that breaks the contract is accepted/,
    );
  });

  it("finds an error without an error body", async () => {
    const target = await but((answer) =>
      answer.status === 400 ? new Response("Bad Request", { status: 400 }) : undefined,
    );
    expect((await fuzz(target, ...summary)).out).toMatch(
      /FAILED fuzz\.invalid .*status 400 without an error body/,
    );
  });

  it("finds a hang, and ends", async () => {
    const target = await serveSandbox((_answer, request) =>
      request.headers.get("content-type") === "application/x-lorem"
        ? new Promise(() => undefined)
        : undefined,
    );
    const { status, out } = await fuzz(target, ...summary, "--timeout", "1500");
    expect(out).toMatch(/FAILED fuzz\.malformed .*a media type that nobody knows: the server hangs/);
    expect(status).toBe(1);
  });

  it("finds an answer that breaks the contract", async () => {
    const target = await but((answer) =>
      answer.status === 200 ? json(200, [{ ContactId: "five" }]) : undefined,
    );
    expect((await fuzz(target, ...summary)).out).toMatch(
      /FAILED fuzz\.valid .*the answer breaks the contract: /,
    );
  });

  it("prints a command that holds no credential, and sends the same requests of the same seed", async () => {
    const target = await but((answer) =>
      answer.status === 200 ? json(500, { Message: credential }) : undefined,
    );
    const [once, again] = [await fuzz(target, ...summary), await fuzz(target, ...summary)];
    const command = (out: string) => /curl .*$/m.exec(out)?.[0];
    expect(command(once.out)).toContain('-H "Authorization: $AUTHORIZATION"');
    expect(command(again.out)).toBe(command(once.out));
    expect(once.out + once.err).not.toContain(credential);
  });

  it("refuses a target that is not on this machine, and counts what it had no time for as failed", async () => {
    const other = await fuzz("http://tenant.example");
    expect([other.status, other.err]).toEqual([2, expect.stringContaining("wants --i-own-this-server")]);
    const slow = await serve((request, response) => {
      request.resume();
      setTimeout(() => response.writeHead(200, { "content-type": "application/json" }).end("[]"), 300);
    });
    const { status, out } = await fuzz(slow, ...summary, "--deadline", "1");
    expect(out).toContain("not all requests were sent: the run had no time left");
    expect(status).toBe(1);
  });
});
