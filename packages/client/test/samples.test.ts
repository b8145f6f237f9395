import { readSamples, type Sample } from "@so-webapi/openapi";
import { operations } from "@so-webapi/operations/all";
import { describe, expect, it } from "vitest";
import { contactAgent } from "../src/generated/agents/contact.ts";
import { pocketAgent } from "../src/generated/agents/pocket.ts";
import { contact } from "../src/generated/entities/contact.ts";
import { basic, createClient, type Result } from "../src/index.ts";
import { serve } from "./server.ts";

type Call = (body: unknown, options: object) => Promise<Result<unknown>>;

const samples = readSamples();

describe("the documented exchanges", () => {
  it("are those of the four operations", () => {
    expect(samples.map(({ operationId }) => operationId).sort()).toEqual([
      "v1ContactAgent_GetContactSummary",
      "v1ContactAgent_GetMyActiveContacts",
      "v1ContactEntity_PostContactEntity",
      "v1PocketAgent_GetMyCallerIDs",
    ]);
  });

  it.each(samples)("$operationId sends the sample's request", async (sample) => {
    await using server = await serve((response) => write(response, sample));
    await call(server.url, sample);
    expect(server.seen).toHaveLength(1);
    const seen = server.seen[0]!;
    expect(seen.method).toBe(sample.request.method);
    expect(seen.target).toBe(sample.request.target);
    for (const [name, value] of sample.request.headers)
      expect([name, seen.headers[name.toLowerCase()]]).toEqual([name, value]);
    expect(JSON.parse(seen.body)).toEqual(JSON.parse(sample.request.body));
  });

  it.each(samples)("$operationId sends no header but the sample's and the runtime's own", async (sample) => {
    await using server = await serve((response) => write(response, sample));
    await call(server.url, sample);
    const runtime = [
      "host",
      "connection",
      "sec-fetch-mode",
      "user-agent",
      "accept-encoding",
      "content-length",
    ];
    const documented = sample.request.headers.map(([name]) => name.toLowerCase());
    expect(
      Object.keys(server.seen[0]!.headers)
        .filter((name) => !runtime.includes(name))
        .sort(),
    ).toEqual(documented.sort());
  });

  it.each(samples)("$operationId gives the sample's answer", async (sample) => {
    await using server = await serve((response) => write(response, sample));
    const result = await call(server.url, sample);
    expect(result).toMatchObject({ ok: true });
    expect(result.data).toEqual(JSON.parse(sample.response.body));
    expect(result.response?.status).toBe(sample.response.status);
  });

  it("keeps the 99.99 that the page prints for a phone number", async () => {
    const sample = samples.find(({ operationId }) => operationId === "v1PocketAgent_GetMyCallerIDs")!;
    await using server = await serve((response) => write(response, sample));
    const so = createClient({ baseUrl: server.url, apis: [pocketAgent] });
    const result = await so.agents.pocket.getMyCallerIDs({});
    expect(result.data?.CallerIDs?.[0]?.PhoneNumber).toBe(99.99);
  });
});

/** Finds the call by the contract's own path to it. */
async function call(baseUrl: string, sample: Sample): Promise<Result<unknown>> {
  const so = createClient({
    baseUrl,
    auth: basic("tje0", "Tje0"),
    apis: [contactAgent, pocketAgent, contact],
  });
  const path = operations.find(({ operationId }) => operationId === sample.operationId)!.call;
  const named = path.reduce<unknown>((place, name) => (place as Record<string, unknown>)[name], so) as Call;
  const language = sample.request.headers.find(([name]) => name === "Accept-Language")?.[1];
  return named(JSON.parse(sample.request.body), { language });
}

function write(response: import("node:http").ServerResponse, { response: sample }: Sample): void {
  response.writeHead(
    sample.status,
    sample.headers.map(([name, value]) => [name, value]),
  );
  response.end(sample.body);
}
