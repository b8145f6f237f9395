// The harness itself under test: a bridge that is broken in a known way goes red.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startRecorder } from "@so-webapi/contract-kit/servers";
import { readSoapSamples } from "@so-webapi/openapi";
import * as contract from "@so-webapi/operations/all";
import { createSoapBridge } from "@so-webapi/soap";
import { describe, expect, it } from "vitest";
import { soapBridged } from "../../src/checks/soap-bridge.ts";
import { samples } from "../setup/subjects.ts";

interface Breakage {
  /** What becomes of the REST request's body. */
  readonly request?: (body: string) => string;
  readonly path?: (path: string) => string;
  /** What becomes of the envelope that the client gets. */
  readonly answer?: (envelope: string) => string;
  readonly times?: number;
}

const soap = readSoapSamples()[0]!;
const sample = samples.find(({ operationId }) => operationId === soap.restOperationId)!;

describe("a broken bridge", () => {
  it.each<[title: string, breakage: Breakage, told: RegExp]>([
    [
      "leaves an argument out",
      { request: (body) => body.replace(/"ActionType":"[^"]*"/, '"Lorem":1') },
      /request: .*ActionType/,
    ],
    ["changes an argument", { request: (body) => body.replace("2021", "2022") }, /request: .*2021/],
    [
      "calls another operation",
      { path: (path) => path.replace("GetMyActive", "GetMy") },
      /upstream got POST/,
    ],
    ["calls twice", { times: 2 }, /upstream got 2 requests/],
    [
      "leaves a value out",
      { answer: (text) => text.replace(/<Name>[^<]*<\/Name>/, "") },
      /\/Name is missing/,
    ],
    [
      "adds a value",
      { answer: (text) => text.replace("<Name>", "<Lorem>1</Lorem><Name>") },
      /\/Lorem is not in REST/,
    ],
    ["changes a value", { answer: (text) => text.replace(/<ContactId>\d+/, "<ContactId>4711") }, /4711/],
    [
      "leaves an item out",
      { answer: (text) => text.replace(/<ContactActivity>.*?<\/ContactActivity>/s, "") },
      /items, not/,
    ],
    [
      "says that it failed",
      { answer: (text) => text.replace("<Succeeded>true", "<Succeeded>false") },
      /Succeeded is false/,
    ],
    [
      "answers SOAP 1.2",
      {
        answer: (text) =>
          text.replaceAll(
            "http://schemas.xmlsoap.org/soap/envelope/",
            "http://www.w3.org/2003/05/soap-envelope",
          ),
      },
      /no envelope of SOAP 1.1/,
    ],
    [
      "writes null as an empty element",
      { answer: (text) => text.replaceAll(/ \w+:nil="true"/g, "") },
      /TableRight is not nil, REST has null/,
    ],
    ["answers no XML", { answer: () => "<html>" }, /cannot be read/],
  ])("that %s is found", async (_title, breakage, told) => {
    expect((await problemsOf(breakage)).join("\n")).toMatch(told);
  });

  it("that has nothing broken passes", async () => {
    expect(await problemsOf({})).toEqual([]);
  });
});

async function problemsOf({
  request = same,
  path = same,
  answer = same,
  times = 1,
}: Breakage): Promise<string[]> {
  const upstream = await startRecorder();
  const bridge = createSoapBridge({ contract });
  const forward = async (rest: Request): Promise<Response> => {
    const { pathname, search } = new URL(rest.url);
    const body = request(await rest.text());
    let response: Response | undefined;
    for (let time = 0; time < times; time++)
      response = await fetch(upstream.url + path(pathname) + search, {
        method: "POST",
        headers: rest.headers,
        body,
      });
    if (response === undefined) throw new RangeError("nothing was sent");
    return response;
  };
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const asked = new Request(`http://bridge.example${incoming.url}`, {
      method: "POST",
      body: Buffer.concat(chunks),
    });
    const answered = await bridge.handle(asked, forward);
    outgoing.writeHead(answered.status, { "content-type": "text/xml" }).end(answer(await answered.text()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const target = {
      address: `http://127.0.0.1:${port}`,
      upstream,
      mode: "report",
      runtime: "node",
    } as const;
    return (await soapBridged(target, soap, sample)).problems.map(({ message }) => message);
  } finally {
    server.closeAllConnections();
    server.close();
    await upstream.close();
  }
}

function same(text: string): string {
  return text;
}
