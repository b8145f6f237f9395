import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run, tree } from "../support/run.ts";
import { type Change, serve, serveSandbox } from "../support/serve.ts";

const password = "Tje0";
const credential = btoa(`tje0:${password}`);
beforeAll(() => {
  process.env["SO_LIVE_TEST"] = `Basic ${credential}`;
});
afterAll(() => {
  delete process.env["SO_LIVE_TEST"];
});

const operations = [
  "v1ContactEntity_GetContactEntity",
  "v1ContactEntity_GetAll",
  "v1ContactAgent_GetMyActiveContacts",
  "v1ContactAgent_GetContactSummary",
];

/** A busy machine is slow to answer, which is nothing that these tests are about. */
const patient = ["--timeout", "120000", "--deadline", "1200"];

const live = (target: string, ...more: string[]) =>
  run([
    ...["live", "--target", target, "--header-env", "Authorization=SO_LIVE_TEST", "--seed", "8"],
    ...["--rate", "1000", ...patient, "--operations", ...operations, ...more],
  ]);

/** Changes the JSON of one address, and leaves the rest. */
const lying =
  (path: RegExp, change: (body: Record<string, unknown>) => unknown): Change =>
  async (answer, request) => {
    if (!path.test(new URL(request.url).pathname) || answer.status !== 200) return undefined;
    const body = change((await answer.json()) as Record<string, unknown>);
    return new Response(JSON.stringify(body), { headers: { "content-type": "application/json" } });
  };

describe("so-contract live", () => {
  it("reaches every operation of the sandbox, with ids that it learns from answers, and finds nothing", async () => {
    const { status, out } = await live(await serveSandbox());
    expect(out).toContain("28 of 28 checks ran: 28 passed, 0 failed");
    expect(status).toBe(0);
  });

  it("makes the same requests of the same seed", async () => {
    const targets = async (): Promise<string[]> => {
      const asked: string[] = [];
      const target = await serveSandbox(async (_answer, request) => {
        asked.push(`${request.method} ${new URL(request.url).pathname} ${await request.text()}`);
        return undefined;
      });
      await live(target, "--concurrency", "1");
      return asked;
    };
    const [once, again] = [await targets(), await targets()];
    expect(once.length).toBe(12);
    expect(again).toEqual(once);
  });

  it("finds a type that a lying server changed, and names the place", async () => {
    const target = await serveSandbox(lying(/\/Contact\/\d+$/, (body) => ({ ...body, ContactId: "five" })));
    const { status, out } = await live(target);
    expect(out).toMatch(
      /FAILED live\.answers v1ContactEntity_GetContactEntity#\d: .*\/ContactId must be int32/,
    );
    expect(status).toBe(1);
  });

  it("lists a property that the contract does not know as drift, which --allow-drift lets pass", async () => {
    const target = await serveSandbox(
      lying(/\/Contact\/\d+$/, (body) => ({ ...body, NewInVersion12: true })),
    );
    const strict = await live(target);
    expect(strict.out).toContain("FAILED live.drift v1ContactEntity_GetContactEntity#1");
    const lenient = await live(target, "--allow-drift");
    expect(lenient.out).toMatch(/drift, \d+ times: .*NewInVersion12/);
    expect([strict.status, lenient.status]).toEqual([1, 0]);
  });

  it("fails where no request of an operation has a 2xx, though every answer is documented", async () => {
    const refuse = JSON.stringify({ Error: true, ErrorType: "X", ErrorMessage: "no", ErrorSource: "" });
    const target = await serveSandbox((_answer, request) =>
      /\/Contact\/\d+$/.test(new URL(request.url).pathname)
        ? new Response(refuse, { status: 400, headers: { "content-type": "application/json" } })
        : undefined,
    );
    const { status, out } = await live(target, "--concurrency", "1");
    // Three runs, and two more when all others were called; nothing else is wrong.
    expect(out.split("\n").filter((line) => line.startsWith("  FAILED "))).toEqual([
      "  FAILED live.reached v1ContactEntity_GetContactEntity#1: response: no request was answered with 2xx, " +
        "but with 400, 400, 400, 400, 400; give ids with --values where it needs them",
    ]);
    expect(out).toContain("32 of 32 checks ran: 31 passed, 1 failed");
    expect(status).toBe(1);
  });

  it("keeps credentials and what people wrote out of reports and recordings, in every form of them", async () => {
    const folder = tree();
    const target = await serveSandbox(
      lying(/\/Contact\/\d+$/, (body) => ({
        ...body,
        Name: `Basic ${credential}`,
        Department: "Lovelace",
        AccessToken: "abc-secret-abc",
        ContactId: `id ${credential} ${password}`,
      })),
    );
    const reports = ["json", "junit", "sarif", "html", "text"];
    const { out, err } = await live(
      target,
      ...["--record", join(folder, "recorded")],
      ...reports.flatMap((format) => ["--report", `${format}=${join(folder, format)}`]),
    );
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    expect(files.length).toBeGreaterThan(reports.length + 10);
    const texts = files.map((one) => readFileSync(join(one.parentPath, one.name), "utf8"));
    for (const text of [out, err, ...texts])
      for (const secret of [credential, password, "abc-secret-abc", "Lovelace"])
        expect(text).not.toContain(secret);
  });

  it("records samples that check and mutate take as they are", async () => {
    const folder = join(tree(), "recorded");
    await live(await serveSandbox(), "--record", folder);
    const { status, out } = await run(["check", folder]);
    expect(out).toMatch(/(\d+) of \1 checks ran: \1 passed, 0 failed/);
    expect(status).toBe(0);
    const asked = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
      /request/.test(file),
    );
    expect(asked.map((file) => readFileSync(join(folder, file), "utf8")).join()).toContain("$select=");
    const mutated = await run(["mutate", folder]);
    expect(mutated.out).toMatch(/ {2}100\.000 % of \d{3,} mutants without an excuse killed/);
    expect([mutated.status, mutated.out]).toEqual([0, expect.not.stringContaining("NOT GREEN")]);
  });

  it("calls nothing that writes unless its whole id is allowed", async () => {
    let writes = 0;
    const target = await serveSandbox((_answer, request) => {
      if (
        !["GET", "POST"].includes(request.method) ||
        (/\/Contact$/.test(new URL(request.url).pathname) && request.method === "POST")
      )
        writes++;
      return undefined;
    });
    const refused = await live(target, "v1ContactEntity_PostContactEntity");
    expect([refused.status, refused.err]).toEqual([
      2,
      expect.stringContaining(
        "writes, and is called only with --allow-writes v1ContactEntity_PostContactEntity",
      ),
    ]);
    const pattern = await live(target, "v1ContactEntity_Delete*");
    expect(pattern.out).toContain("operations of the patterns that write: not called");
    expect(writes).toBe(0);
    await live(
      target,
      "v1ContactEntity_PostContactEntity",
      "--allow-writes",
      "v1ContactEntity_PostContactEntity",
    );
    expect(writes).toBeGreaterThan(0);
  });

  it("takes no credential by argument, and repeats none that was given so", async () => {
    const ran = await run(["live", "--target", "http://tje0:Tje0@127.0.0.1:1", "--operations", "v1*"]);
    const entry = await live("http://127.0.0.1:1", "--header-env", "Authorization=Bearer s3cr3t-token");
    expect([ran.status, entry.status]).toEqual([2, 2]);
    expect(ran.err + entry.err).not.toMatch(/Tje0|s3cr3t/);
  });

  it("says when a target is down, redirects or is a web page, and when a credential is missing", async () => {
    const redirects = await serve((_request, response) =>
      response.writeHead(302, { location: "/login" }).end(),
    );
    const page = await serve((_request, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end("<p>"),
    );
    const runs = await Promise.all([live("http://127.0.0.1:1"), live(redirects), live(page)]);
    expect(runs.map(({ status, err }) => [status, /target-\w+/.exec(err)?.[0]])).toEqual([
      [4, "target-down"],
      [4, "target-redirects"],
      [4, "target-html"],
    ]);
    const missing = await run([
      "live",
      "--target",
      page,
      "--operations",
      "v1*",
      "--header-env",
      "Authorization=NO_SUCH_VARIABLE",
    ]);
    expect([missing.status, missing.err]).toEqual([
      2,
      expect.stringContaining("NO_SUCH_VARIABLE is not set"),
    ]);
  });

  it("ends at its deadline with a server that never answers, and counts what it did not call", async () => {
    const silent = await serve(() => undefined);
    const { status, out } = await live(silent, "--deadline", "1", "--concurrency", "1");
    expect(out).toContain("no whole answer came in time");
    expect(out).toContain("3 operations were not called: the run had no time left");
    expect(status).toBe(1);
  });
});
