import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createSandbox, type Sandbox } from "@so-webapi/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run, samplesWith, tree } from "../support/run.ts";

const servers: Server[] = [];
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(async () => {
  await sandbox.close();
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server of one answer on a port of its own. */
async function serve(status: number, headers: Record<string, string>, body = ""): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status, headers).end(body));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An address on which nobody listens any more. */
async function nobody(): Promise<string> {
  const address = await serve(200, {});
  await new Promise((resolve) => servers.pop()?.close(resolve));
  return address;
}

/** The sandbox behind a real socket. */
async function serveSandbox(): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    const answer = await sandbox.fetch(
      new Request(`http://127.0.0.1${request.url}`, {
        method: request.method ?? "GET",
        headers,
        ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
      }),
    );
    response
      .writeHead(answer.status, [...answer.headers].flat())
      .end(Buffer.from(await answer.arrayBuffer()));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("so-contract check", () => {
  it("holds the packed samples against the packed contract and says so", async () => {
    const { status, out, err } = await run(["check"]);
    expect(out).toContain("16 of 16 checks ran: 16 passed, 0 failed");
    expect([status, err]).toEqual([0, ""]);
  });

  it("names half, place, wish and subject of what disagrees, and exits with 1", async () => {
    const folder = samplesWith((text) => text.replace('"ContactId": 920', '"ContactId": "920"'));
    const { status, out } = await run(["check", folder]);
    expect(out).toContain(
      "FAILED spec.response v1ContactAgent_GetMyActiveContacts: response: /0/ContactId must be int32 (ContactActivity.ContactId)",
    );
    expect(status).toBe(1);
  });

  it("finds the operation of a sample by its request line where nothing else tells it", async () => {
    const folder = samplesWith((text) => text);
    execFileSync("mv", [join(folder, "v1ContactAgent_GetMyActiveContacts"), join(folder, "monday")]);
    const { status, out } = await run(["check", folder]);
    expect(out).toContain("(1) monday");
    expect(status).toBe(0);
  });

  it("names the line on which a body stops being JSON, and quotes nothing of it", async () => {
    const folder = samplesWith((text) => text.replace('"ContactId": 920,', '"ContactId": 920 s3cret,'));
    const { status, out } = await run(["check", folder]);
    expect(out).toContain("response: the response's body is not JSON: line 3, column 22");
    expect(out).not.toContain("s3cret");
    expect(status).toBe(1);
  });

  it("shows progress on a terminal alone, and clears it", async () => {
    expect((await run(["check"], true)).err).toMatch(/Checking samples █+ 4\/4/);
    expect((await run(["check"], true)).err.endsWith("\r\u001b[2K")).toBe(true);
    expect((await run(["check", "--no-progress"], true)).err).toBe("");
  });
});

describe("reports", () => {
  it("are JUnit, SARIF and JSON of the same run", async () => {
    const folder = samplesWith((text, file) =>
      file === "response.http" ? text.replace('"ContactId": 920', '"ContactId": "<&>"') : text,
    );
    const out = tree();
    const reports = ["junit", "sarif", "json"].flatMap((format) => [
      "--report",
      `${format}=${join(out, format)}`,
    ]);
    expect((await run(["check", folder, ...reports])).status).toBe(1);
    const read = (name: string): string => readFileSync(join(out, name), "utf8");

    const junit = read("junit");
    expect(junit).toContain('tests="4" failures="2" errors="0"');
    expect(junit).toContain('<failure message="response: /0/ContactId must be int32">');

    const { runs } = JSON.parse(read("sarif"));
    const [result] = runs[0].results;
    const lines = readFileSync(
      join(folder, "v1ContactAgent_GetMyActiveContacts/response.http"),
      "utf8",
    ).split("\n");
    const { region, artifactLocation } = result.locations[0].physicalLocation;
    expect(lines[region.startLine - 1]).toContain('"ContactId": "<&>"');
    expect(artifactLocation.uri).toContain("v1ContactAgent_GetMyActiveContacts/response.http");
    expect(result.relatedLocations[0].physicalLocation.artifactLocation.uri).toMatch(
      /GetMyActiveContacts|seeds/,
    );

    const json = JSON.parse(read("json"));
    expect(json).toMatchObject({ format: 1, ok: false, passed: 2, failed: 2, expected: 4 });
  });

  it("point at the line of a contract of one's own", async () => {
    const spec = join(tree({ "spec.json": JSON.stringify(ownSpec(), null, 2) }), "spec.json");
    const folder = ownSample('{\n  "Id": "seven"\n}');
    const out = join(tree(), "r.sarif");
    expect((await run(["check", folder, "--spec", spec, "--report", `sarif=${out}`])).status).toBe(1);
    const [{ results }] = JSON.parse(readFileSync(out, "utf8")).runs;
    const { region } = results[0].relatedLocations[0].physicalLocation;
    expect(readFileSync(spec, "utf8").split("\n")[region.startLine - 1]).toContain('"Id": {');
  });
});

describe("a server as target", () => {
  it("passes where it answers each request with the sample's shape: the sandbox", async () => {
    const { out, status } = await run(["check", "--target", await serveSandbox()]);
    expect(out).toContain("20 of 20 checks ran: 20 passed");
    expect(status).toBe(0);
  });

  it("fails where its answers are of another shape, and no credential is shown", async () => {
    const target = await serve(200, { "content-type": "application/json" }, '[{"Nothing":1}]');
    const { out, status } = await run([
      "check",
      "--target",
      target,
      "--header",
      "Authorization: Bearer s3cret",
    ]);
    expect(out).toContain("/0/Nothing is not a property of the contract (ContactActivity)");
    expect(out).not.toContain("s3cret");
    expect(status).toBe(1);
  });

  it.each([
    ["is down", nobody, /target-down: http:\/\/127.0.0.1:\d+ cannot be reached \(ECONNREFUSED\)/],
    ["redirects", () => serve(302, { location: "http://127.0.0.1:1/login" }), "target-redirects"],
    ["answers with HTML", () => serve(200, { "content-type": "text/html" }, "<p>Log in</p>"), "target-html"],
  ])("that %s ends the run with 4", async (_title, target, message) => {
    const { status, err, out } = await run(["check", "--target", await target()]);
    expect(err).toMatch(message);
    expect([status, out]).toEqual([4, ""]);
  });
});

describe("a proxy as target", () => {
  /** A proxy that changes the answer's text on its way; its own port, and that of its upstream. */
  async function startProxy(
    change: (text: string) => string,
  ): Promise<{ address: string; upstream: string }> {
    const upstream = (await nobody()).slice("http://".length);
    const server = createServer(async (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const [host, port] = upstream.split(":");
      const body = Buffer.concat(chunks);
      const headers = incoming.rawHeaders.flatMap((name, index, all) =>
        index % 2 === 0 && !/^(?:host|connection)$/i.test(name) ? [name, all[index + 1] ?? ""] : [],
      );
      const options = { host, port, method: incoming.method, path: incoming.url, agent: false };
      const forwarded = httpRequest({
        ...options,
        headers: [...headers, "Host", upstream, "Via", "1.1 test"],
      });
      forwarded.on("response", async (answer) => {
        const parts: Buffer[] = [];
        for await (const chunk of answer) parts.push(chunk as Buffer);
        const text = Buffer.from(change(Buffer.concat(parts).toString()));
        const type = answer.headers["content-type"] ?? "";
        outgoing.writeHead(answer.statusCode ?? 500, { "Content-Type": type, "Content-Length": text.length });
        outgoing.end(text);
      });
      forwarded.end(body);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, upstream };
  }

  it("passes where request and answer pass byte for byte", async () => {
    const { address, upstream } = await startProxy((text) => text);
    const { status, out } = await run(["check", "--proxy", address, "--upstream", upstream]);
    expect(out).toContain("20 of 20 checks ran: 20 passed");
    expect(status).toBe(0);
  });

  it("fails where it writes the answer anew, though that means the same", async () => {
    const { address, upstream } = await startProxy((text) => JSON.stringify(JSON.parse(text)));
    const { status, out } = await run(["check", "--proxy", address, "--upstream", upstream]);
    expect(out).toContain("response: the answer's bytes are not those that are expected");
    expect(out).toContain("16 passed, 4 failed");
    expect(status).toBe(1);
  });

  it("that is not there ends the run with 4", async () => {
    const { status, err } = await run([
      "check",
      "--proxy",
      "http://127.0.0.1:1",
      "--upstream",
      "127.0.0.1:0",
    ]);
    expect(err).toContain("target-down: http://127.0.0.1:1 cannot be reached (ECONNREFUSED)");
    expect(status).toBe(4);
  });
});

describe("a client as target", () => {
  const client = (body: string): string =>
    join(
      tree({ "client.mjs": `export async function call(sample, body, baseUrl) { ${body} }` }),
      "client.mjs",
    );
  const honest = `const response = await fetch(baseUrl + sample.request.target, {
    method: sample.request.method, headers: sample.request.headers, body: JSON.stringify(body) });
    return { ok: true, data: await response.json(), response };`;

  it("passes where it sends and reads the sample", async () => {
    const { out, status } = await run(["check", "--client", client(honest)]);
    expect(out).toContain("24 of 24 checks ran: 24 passed");
    expect(status).toBe(0);
  });

  it("fails where it leaves a header out, and the header's value is not shown", async () => {
    const forgetful = honest.replace(
      "headers: sample.request.headers",
      "headers: sample.request.headers.filter(([name]) => name !== 'Authorization')",
    );
    const { out, status } = await run(["check", "--client", client(forgetful)]);
    expect(out).toContain("client.request v1ContactAgent_GetContactSummary: header Authorization is missing");
    expect(out).not.toContain("dGplMDpUamUw");
    expect(status).toBe(1);
  });
});

describe("bad input", () => {
  it.each([
    ["an unknown command", ["chekc"], 2, "Did you mean check"],
    ["an unknown option", ["check", "--tragt"], 2, "--target"],
    ["an unknown report", ["check", "--report", "pdf=x"], 2, "the formats are"],
    ["an unknown operation", ["check", "--only", "v1Nothing"], 2, "there is no sample of v1Nothing"],
    ["a target that is no address", ["check", "--target", "localhost:80"], 2, "no http or https address"],
    ["a proxy without its upstream", ["check", "--proxy", "http://127.0.0.1:1"], 2, "belong together"],
    [
      "a folder that is not there",
      ["check", "/nowhere/at/all"],
      5,
      "/nowhere/at/all: the folder cannot be read",
    ],
    ["a spec that is not there", ["check", "--spec", "/nowhere.json"], 5, "the spec cannot be read"],
    ["a client that is not there", ["check", "--client", "/nowhere.mjs"], 5, "cannot be imported"],
  ])("%s is told, with a status of its own", async (_title, args, expected, message) => {
    const { status, err } = await run(args);
    expect(err).toContain(message);
    expect(status).toBe(expected);
  });

  it("a folder without a sample is told", async () => {
    const { status, err } = await run(["check", tree({ "notes.md": "# Nothing" })]);
    expect(err).toContain("has no sample");
    expect(status).toBe(5);
  });

  it("a sample that is no message is told, with its file", async () => {
    const { status, err } = await run(["check", samplesWith(() => "nonsense")]);
    expect(err).toMatch(/response\.http: the first line is no status line/);
    expect(status).toBe(5);
  });

  it("a spec that is itself invalid is refused first, with all reasons", async () => {
    const spec = ownSpec();
    const broken = {
      ...spec,
      paths: { ...spec.paths, "/two": { get: { operationId: "one", responses: {} } }, three: {} },
      components: {
        schemas: {
          Thing: {
            type: "nonsense",
            properties: { A: { $ref: "#/components/schemas/None" }, B: { type: "string", nullable: true } },
          },
        },
      },
    };
    const file = join(tree({ "spec.json": JSON.stringify(broken) }), "spec.json");
    const { status, err, out } = await run(["check", "--spec", file]);
    expect(err).toContain("operationId one is taken by /paths/~1one/get");
    expect(err).toContain("#/paths/three a path must begin with a slash");
    expect(err).toContain("#/components/schemas/Thing/properties/A #/components/schemas/None leads nowhere");
    expect(err).toContain("#/components/schemas/Thing/type is no JSON Schema 2020-12");
    expect(err).toContain("nullable means nothing in OpenAPI 3.1");
    expect([status, out]).toEqual([3, ""]);
  });

  it.each([
    ["3.0", { ...ownSpec(), openapi: "3.0.3" }, "must be 3.1.x"],
    ["no object", 7, "is no object"],
    ["no paths", { openapi: "3.1.0" }, "#/paths must be there"],
  ])("a spec that is %s is refused", async (_title, spec, message) => {
    const file = join(tree({ "spec.yaml": JSON.stringify(spec) }), "spec.yaml");
    const { status, err } = await run(["check", "--spec", file]);
    expect(err).toContain(message);
    expect(status).toBe(3);
  });

  it("a spec that is no YAML is unreadable", async () => {
    const file = join(tree({ "spec.yaml": "a: [" }), "spec.yaml");
    expect((await run(["check", "--spec", file])).status).toBe(5);
  });
});

/** A small contract, and a sample of its only operation. */
function ownSpec() {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } };
  return {
    openapi: "3.1.0",
    info: { title: "Own", version: "1" },
    paths: { "/one": { get: { operationId: "one", responses: { 200: { description: "", content } } } } },
    components: {
      schemas: { Thing: { type: "object", required: ["Id"], properties: { Id: { type: "integer" } } } },
    },
  };
}

function ownSample(body: string): string {
  return tree({
    "one/request.http": "GET /one\nAccept: application/json\n",
    "one/response.http": `HTTP/1.1 200 OK\nContent-Type: application/json\n\n${body}\n`,
  });
}

it("a contract and a sample of one's own agree", async () => {
  const spec = join(tree({ "spec.json": JSON.stringify(ownSpec()) }), "spec.json");
  const { status, out } = await run(["check", ownSample('{"Id": 7}'), "--spec", spec]);
  expect(out).toContain("3 of 3 checks ran: 3 passed");
  expect(status).toBe(0);
});
