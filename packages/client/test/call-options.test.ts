import { describe, expect, it } from "vitest";
import { contact } from "../src/generated/entities/contact.ts";
import { createClient, createRawClient, retries } from "../src/index.ts";
import { serve } from "./server.ts";

const echo = () => serve((response) => response.setHeader("Content-Type", "application/json").end("{}"));
const names = ["accept-language", "so-culture", "so-timezone"];

describe("language, culture and time zone", () => {
  it("are headers of the client, in place of which a call sets its own, and its headers above all", async () => {
    await using server = await echo();
    const so = createClient({
      baseUrl: server.url,
      apis: [contact],
      language: "nb",
      culture: "nb-NO",
      timeZone: "NO",
    });
    await so.contact.get(7);
    await so.contact.get(7, { language: "de", culture: "de-DE", timeZone: "US-NY, includeTZOffset" });
    await so.contact.get(7, { timeZone: "DK", headers: { "so-timezone": "UTC" } });
    await so.GET("/api/v1/Contact/{id}", { params: { path: { id: 7 } } });
    expect(server.seen.map(({ headers }) => names.map((name) => headers[name]))).toEqual([
      ["nb", "nb-NO", "NO"],
      ["de", "de-DE", "US-NY, includeTZOffset"],
      ["nb", "nb-NO", "UTC"],
      ["nb", "nb-NO", "NO"],
    ]);
  });
});

describe("a limit of the body", () => {
  const form = (text: string) => {
    const data = new FormData();
    data.set("file", new Blob([text]));
    return data;
  };
  const nine = "æøå123";
  it.each([
    ["a Blob", (text: string) => new Blob([text])],
    ["bytes", (text: string) => new TextEncoder().encode(text)],
    ["a form", form],
  ])("refuses what is larger before anything is sent: %s", async (_title, make) => {
    await using server = await echo();
    const so = (maxBodyBytes: number) => createClient({ baseUrl: server.url, apis: [contact], maxBodyBytes });
    expect((await so(8).contact.saveImage(7, make(nine))).error).toMatchObject({ code: "request" });
    expect(server.seen).toEqual([]);
    expect((await so(9).contact.saveImage(7, make(nine))).ok).toBe(true);
  });

  it("counts JSON in bytes of UTF-8", async () => {
    await using server = await echo();
    const so = (maxBodyBytes: number) => createClient({ baseUrl: server.url, apis: [contact], maxBodyBytes });
    const body = { Name: "æ" };
    expect((await so(12).contact.create(body)).error).toMatchObject({ code: "request" });
    await expect(so(12).POST("/api/v1/Contact", { body })).rejects.toMatchObject({ code: "request" });
    expect(server.seen).toEqual([]);
    expect((await so(13).contact.create(body)).ok).toBe(true);
  });

  it("says how many bytes there may be, and does not count a stream", async () => {
    await using server = await echo();
    const so = createClient({ baseUrl: server.url, apis: [contact], maxBodyBytes: 2 });
    expect((await so.contact.create({})).ok).toBe(true);
    const { error } = await so.contact.create({ Name: "a" });
    expect(error?.message).toBe("POST /api/v1/Contact: the body has more than the 2 bytes of maxBodyBytes.");
    expect((await so.contact.saveImage(7, new Blob(["abc"]).stream())).ok).toBe(true);
  });
});

it("a header with a line break is named, its value is not", async () => {
  await using server = await echo();
  const so = createClient({ baseUrl: server.url, apis: [contact] });
  const { error } = await so.contact.get(7, { headers: { "X-A": "geheim\r\nX-B: c" } });
  expect(error).toMatchObject({ code: "request" });
  expect(error?.message).toContain('"X-A" has a line break');
  expect(error?.message).not.toContain("geheim");
  expect(server.seen).toEqual([]);
});

it.each([
  ["a body where there can be none", { body: {} }],
  ["a mode that is none", { mode: "bogus" }],
])(
  "what fetch refuses before it sends is the request's fault, and not tried again: %s",
  async (_title, init) => {
    await using server = await echo();
    let attempts = 0;
    const observe = () => void attempts++;
    const so = createClient({ baseUrl: server.url, apis: [contact], retry: retries(), observe });
    const raw = so.GET as unknown as (path: string, init: object) => Promise<unknown>;
    await expect(raw("/api/v1/Contact/7", init)).rejects.toMatchObject({
      code: "request",
      cause: expect.any(TypeError),
    });
    expect([attempts, server.seen]).toEqual([1, []]);
  },
);

it("a raw client has openapi-fetch's methods and nothing else", async () => {
  await using server = await echo();
  interface Paths {
    "/api/v1/Contact/{id}": {
      get: {
        parameters: { path: { id: number } };
        responses: { 200: { content: { "application/json": { Name: string } } } };
      };
    };
  }
  const so = createRawClient<Paths>({ baseUrl: `${server.url}/Cust1`, language: "en" });
  const { data, response } = await so.GET("/api/v1/Contact/{id}", { params: { path: { id: 7 } } });
  expect([data, response.status]).toEqual([{}, 200]);
  expect(server.seen[0]?.target).toBe("/Cust1/api/v1/Contact/7");
  expect(Object.keys(so).sort()).toEqual(["DELETE", "GET", "PATCH", "POST", "PUT", "eject", "use"]);
});
