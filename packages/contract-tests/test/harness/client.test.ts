// The harness itself under test: a client that is broken in a known way
// goes red in exactly the columns that look at it.
import { createClient } from "@so-webapi/client";
import { pocketAgent } from "@so-webapi/client/agents/pocket";
import { type ClientTarget, clientRequest, clientResponse } from "@so-webapi/contract-kit/checks";
import { describe, expect, it } from "vitest";
import type { CheckId } from "../../src/checks/check.ts";
import { realClient } from "../../src/checks/real-client.ts";
import { failing, firstObject, useSubjects } from "../setup/failing.ts";
import { samples } from "../setup/subjects.ts";

const whole = useSubjects();

describe("a broken client", () => {
  it.each<[string, Parameters<typeof brokenClient>[0], CheckId[]]>([
    [
      "sends another Accept",
      { request: (one) => withHeader(one, "Accept", "text/json") },
      ["client.request"],
    ],
    [
      "sends a header that nobody asked for",
      { request: (one) => withHeader(one, "X-Lorem", "ipsum") },
      ["client.request"],
    ],
    [
      "sends another credential",
      { request: (one) => withHeader(one, "Authorization", "Basic eDp5") },
      ["client.request"],
    ],
    [
      "sends the body in small letters",
      { request: (one) => retext(one, (text) => text.toLowerCase()) },
      ["client.request"],
    ],
    [
      "sends white space of its own",
      { request: (one) => retext(one, (text) => ` ${text}`) },
      ["client.request"],
    ],
    ["calls another path", { request: (one) => new Request(`${one.url}/`, one) }, ["client.request"]],
    [
      "gives numbers as texts",
      { data: (data) => JSON.parse(JSON.stringify(data), asText) },
      ["client.response"],
    ],
    [
      "drops a property of the answer",
      {
        data: (data) => {
          const copy = structuredClone(data);
          const object = firstObject(copy);
          delete object[Object.keys(object)[0]!];
          return copy;
        },
      },
      ["client.response"],
    ],
    [
      "makes dates of its own",
      { data: (data) => JSON.parse(JSON.stringify(data).replace(/[+-]\d\d:00"/g, 'Z"')) },
      ["client.response"],
    ],
  ])("that %s is found", async (_title, change, expected) => {
    expect(
      await failing({ ...whole(), client: brokenClient(change) }, (id) => id.startsWith("client.")),
    ).toEqual(expected);
  });
});

describe("a client against an upstream that is gone", () => {
  it("fails, and is not skipped", async () => {
    const sample = samples[0]!;
    const gone = {
      ...whole().recorder,
      url: "http://127.0.0.1:9",
      expect: () => {},
      requests: [],
      close: async () => {},
    };
    expect((await clientRequest(realClient, gone, sample)).problems).toEqual([
      { message: "the client sent nothing" },
    ]);
    expect((await clientResponse(realClient, gone, sample)).problems).toEqual([
      { message: "the call failed: network" },
    ]);
  });

  it("is the package's own client", () => {
    expect(
      typeof createClient({ baseUrl: "http://127.0.0.1:9", apis: [pocketAgent] }).agents.pocket
        .getMyCallerIDs,
    ).toBe("function");
  });
});

/** The real client, with something done to each request on its way and to each answer. */
function brokenClient(change: {
  request?: (request: Request) => Promise<Request> | Request;
  data?: (data: unknown) => unknown;
}): ClientTarget {
  return {
    async call(sample, body, baseUrl) {
      const send = globalThis.fetch;
      globalThis.fetch = async (input, init) =>
        change.request === undefined
          ? send(input, init)
          : send(await change.request(new Request(input, init)));
      try {
        const result = await realClient.call(sample, body, baseUrl);
        return result.ok
          ? { ...result, data: change.data === undefined ? result.data : change.data(result.data) }
          : result;
      } finally {
        globalThis.fetch = send;
      }
    },
  };
}

const withHeader = (request: Request, name: string, value: string): Request => {
  const changed = new Request(request);
  changed.headers.set(name, value);
  return changed;
};
const retext = async (request: Request, write: (text: string) => string): Promise<Request> =>
  new Request(request.url, {
    method: request.method,
    headers: request.headers,
    body: write(await request.text()),
  });
const asText = (_name: string, value: unknown): unknown =>
  typeof value === "number" ? String(value) : value;
