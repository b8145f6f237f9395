import { createSandbox } from "@so-webapi/sandbox";
import type { ContactEntityInput } from "@so-webapi/types";
import { afterAll, describe, expect, it } from "vitest";
import { ifModifiedSince, ifUnmodifiedSince } from "../../src/conditional/index.ts";
import { contact } from "../../src/generated/entities/contact.ts";
import { basic, createClient } from "../../src/index.ts";
import { mergePatch, patch } from "../../src/patching/index.ts";
import { serve } from "../server.ts";

const clock = { now: Date.UTC(2026, 10, 20, 12) };
const sandbox = await createSandbox({ clock: () => clock.now, random: () => 0.5 });
afterAll(() => sandbox.close());

const options = {
  baseUrl: "http://sandbox",
  auth: basic("tje0", "Tje0"),
  apis: [contact],
  fetch: sandbox.fetch,
} as const;
const so = createClient(options);
const throwing = createClient({ ...options, throws: true });
const create = async () =>
  (await throwing.contact.create({ Name: "Dare Group", Department: "Bergen" })).ContactId;

describe("a JSON Patch", () => {
  it("is a list of its operations, and each step leaves the one before as it was", () => {
    const first = patch<ContactEntityInput>().replace("/Name", "a");
    const second = first.test("/Category/Id", 3).remove("/Department").add("/Phones/-", { Value: "1" });
    expect(JSON.parse(JSON.stringify(first))).toEqual([{ op: "replace", path: "/Name", value: "a" }]);
    expect(JSON.parse(JSON.stringify(second))).toEqual([
      { op: "replace", path: "/Name", value: "a" },
      { op: "test", path: "/Category/Id", value: 3 },
      { op: "remove", path: "/Department" },
      { op: "add", path: "/Phones/-", value: { Value: "1" } },
    ]);
    expect(second.map(({ op }) => op)).toEqual(["replace", "test", "remove", "add"]);
  });

  it("changes a contact of the sandbox, and nothing of it when a test fails", async () => {
    const id = await create();
    const changes = patch<ContactEntityInput>()
      .test("/Department", "Bergen")
      .replace("/Department", "Oslo")
      .add("/Phones/-", { Value: "+47 22 00 00 00" });
    const first = await so.contact.patch(id, changes);
    expect(first.data).toMatchObject({ Department: "Oslo", Phones: [{ Value: "+47 22 00 00 00" }] });
    const second = await so.contact.patch(id, changes.replace("/Name", "Other"));
    expect(second.error).toMatchObject({ code: "status", status: 409 });
    expect(await throwing.contact.get(id)).toMatchObject({ Name: "Dare Group", Department: "Oslo" });
  });

  it("goes under its media type, and so does a merge patch", async () => {
    await using server = await serve((response) => response.end("{}"));
    const client = createClient({ baseUrl: server.url, apis: [contact] });
    await client.contact.patch(7, patch<ContactEntityInput>().replace("/Name", "a"));
    await client.contact.patch(7, mergePatch<ContactEntityInput>({ Name: "a" }));
    expect(server.seen.map(({ headers, body }) => [headers["content-type"], body])).toEqual([
      ["application/json-patch+json", '[{"op":"replace","path":"/Name","value":"a"}]'],
      ["application/merge-patch+json", '{"Name":"a"}'],
    ]);
  });
});

it("a merge patch changes a contact of the sandbox, and appends an element", async () => {
  const id = await create();
  const changes = mergePatch<ContactEntityInput>({ Department: null, Phones: { Value: "1" } });
  expect((await so.contact.patch(id, changes)).data).toMatchObject({
    Name: "Dare Group",
    Phones: [{ Value: "1" }],
  });
  expect((await throwing.contact.get(id)).Department || null).toBeNull();
});

describe.each([
  ["results", so],
  ["a client that throws", throwing],
])("conditions, with %s", (_title, client) => {
  it("fetch what has changed, and say when nothing has", async () => {
    const id = await create();
    const get = (since: Date | string | null) =>
      ifModifiedSince<unknown>(since, (headers) => client.contact.get(id, { headers }));
    const first = await get(null);
    expect(first).toMatchObject({
      outcome: "modified",
      data: { ContactId: id },
      lastModified: expect.any(String),
    });
    const { lastModified } = first as { lastModified: string };
    expect(await get(lastModified)).toEqual({ outcome: "not-modified" });
    expect(await get(new Date(lastModified))).toEqual({ outcome: "not-modified" });
    clock.now += 60_000;
    await so.contact.patch(id, { Department: "Oslo" });
    expect(await get(lastModified)).toMatchObject({ outcome: "modified", data: { Department: "Oslo" } });
  });

  it("make a change, or say that somebody was faster", async () => {
    const id = await create();
    const { headers } = await client.contact.get(id).head();
    const since = headers.get("Last-Modified") ?? "";
    clock.now += 60_000;
    const save = (Department: string) =>
      ifUnmodifiedSince<unknown>(since, (given) =>
        client.contact.patch(id, { Department }, { headers: given }),
      );
    expect(await save("Oslo")).toMatchObject({ outcome: "done", data: { Department: "Oslo" } });
    expect(await save("Bergen")).toEqual({ outcome: "conflict" });
    expect(await throwing.contact.get(id)).toMatchObject({ Department: "Oslo" });
  });
});

it("conditions leave other failures what they are, in either mode", async () => {
  const missing = await ifModifiedSince(null, (headers) => so.contact.get(99_999, { headers }));
  expect(missing).toMatchObject({ outcome: "failed", error: { code: "status", status: 404 } });
  const thrown = ifUnmodifiedSince(new Date(0), (headers) => throwing.contact.delete(99_999, { headers }));
  await expect(thrown).rejects.toMatchObject({ code: "status", status: 404 });
});
