import { describe, expect, it } from "vitest";
import { appointmentAgent } from "../src/generated/agents/appointment.ts";
import { contactAgent } from "../src/generated/agents/contact.ts";
import { documentAgent } from "../src/generated/agents/document.ts";
import { importAgent } from "../src/generated/agents/import.ts";
import { attachment } from "../src/generated/entities/attachment.ts";
import { contact } from "../src/generated/entities/contact.ts";
import { hierarchy } from "../src/generated/entities/hierarchy.ts";
import { ticketMessage } from "../src/generated/entities/ticketMessage.ts";
import { user } from "../src/generated/entities/user.ts";
import { createClient } from "../src/index.ts";
import { serve } from "./server.ts";

const apis = [
  appointmentAgent,
  contactAgent,
  documentAgent,
  importAgent,
  attachment,
  contact,
  hierarchy,
  ticketMessage,
  user,
] as const;
const client = (baseUrl: string) => createClient({ baseUrl, apis });

/** Serves one answer to everything. */
const answering = (body: string | Uint8Array, type = "application/json; charset=utf-8", status = 200) =>
  serve((response) => response.writeHead(status, { "Content-Type": type }).end(body));
const nothing = () => serve((response) => response.writeHead(204).end());
const line = ({ method, target }: { method: string; target: string }) => `${method} ${target}`;

describe("a change", () => {
  it.each([
    ["a list", [{ op: "replace", path: "/Name", value: "Dare" }] as const, "application/json-patch+json"],
    ["an object", { Name: "Dare", Department: null }, "application/merge-patch+json"],
  ])("goes as the patch that it is: %s", async (_title, body, type) => {
    await using server = await answering('{"ContactId":7,"Name":"Dare"}');
    const result = await client(server.url).contact.patch(7, body as never, { select: ["Name"] });
    expect(result).toMatchObject({ ok: true, data: { Name: "Dare" } });
    expect(server.seen.map(line)).toEqual(["PATCH /api/v1/Contact/7?$select=Name"]);
    expect(server.seen[0]?.headers["content-type"]).toBe(type);
    expect(JSON.parse(server.seen[0]?.body ?? "")).toEqual(body);
  });

  it("goes under another type when the caller says so", async () => {
    await using server = await answering("{}");
    await client(server.url).contact.patch(7, [], { headers: { "content-type": "application/json" } });
    expect(server.seen[0]?.headers["content-type"]).toBe("application/json");
  });
});

describe("parameters", () => {
  it("stand in the path by their order there, and in the query", async () => {
    await using server = await answering('{"value":[]}');
    const so = client(server.url);
    await so.contact.list({ query: { $filter: "name begins 'Æ' and rank gt 1", $top: 5 }, select: ["name"] });
    await so.contact.merge(7, 9);
    await so.contact.changeFieldType("SuperOffice:1", "Decimal");
    expect(server.seen.map(line)).toEqual([
      "GET /api/v1/Contact?$filter=name%20begins%20%27%C3%86%27%20and%20rank%20gt%201&$top=5&$select=name",
      "POST /api/v1/Contact/7/MergeTo/9",
      "POST /api/v1/Contact/UdefLayout/SuperOffice%3A1/ChangeTo/Decimal",
    ]);
    expect(server.seen.map(({ body, headers }) => [body, headers["content-type"]])).toEqual([
      ["", undefined],
      ["", undefined],
      ["", undefined],
    ]);
  });

  it("are repeated for a list", async () => {
    await using server = await nothing();
    const query = { to: ["a@example.com", "b@example.com"], cc: [], bcc: ["c@example.com"] };
    await client(server.url).ticketMessage.sendTicketMessage(3, { query });
    expect(new URL(server.seen[0]?.target ?? "", server.url).searchParams.getAll("to")).toEqual(query.to);
  });

  it("go as headers beside the client's own", async () => {
    await using server = await answering("[]");
    await client(server.url).agents.appointment.getAppointment({
      query: { appointmentId: 5 },
      headers: { "SO-TimeZone": "NO" },
    });
    expect(server.seen.map(line)).toEqual(["POST /api/v1/Agents/Appointment/GetAppointment?appointmentId=5"]);
    expect(server.seen[0]?.headers).toMatchObject({ "so-timezone": "NO", "content-length": "0" });
  });
});

describe("an answer", () => {
  it("of 204 has no value: DELETE", async () => {
    await using server = await nothing();
    const result = await client(server.url).contact.delete(7);
    expect(result).toMatchObject({ ok: true, data: undefined });
    expect(result.response?.status).toBe(204);
    expect(server.seen.map(line)).toEqual(["DELETE /api/v1/Contact/7"]);
  });

  it("may be a dictionary, with any names", async () => {
    const text = '{"Name":"empty","__proto__":"own","odata.x":null}';
    await using server = await answering(text);
    const result = await client(server.url).agents.contact.validateContactEntity({});
    expect(result.ok && Object.entries(result.data ?? {})).toEqual([
      ["Name", "empty"],
      ["__proto__", "own"],
      ["odata.x", null],
    ]);
  });

  it.each([
    ["a number", "319", 319],
    ["zero", "0", 0],
  ])("may be %s", async (_title, text, value) => {
    await using server = await answering(text);
    const png = new Blob([new Uint8Array(4)], { type: "image/png" });
    expect(await client(server.url).contact.saveImage(7, png)).toMatchObject({ ok: true, data: value });
  });

  it.each([
    ["true", true],
    ["false", false],
  ])("may be %s", async (text, value) => {
    await using server = await answering(text);
    const result = await client(server.url).contact.isPublishUdefLayoutActive();
    expect(result).toMatchObject({ ok: true, data: value });
  });

  it("that the contract does not know is given as it comes, or nothing", async () => {
    await using server = await answering('[{"Key":"a"}]');
    await using empty = await answering("");
    expect(await client(server.url).user.getUserCommands(1)).toMatchObject({
      ok: true,
      data: [{ Key: "a" }],
    });
    expect(await client(empty.url).user.getUserCommands(1)).toMatchObject({ ok: true, data: undefined });
  });
});

it("a body may be a text, which goes as JSON", async () => {
  await using server = await answering("null");
  await client(server.url).hierarchy.addHierarchyToPath("Scripts", "a-b", 'say "x"');
  expect(server.seen[0]).toMatchObject({ body: '"say \\"x\\""' });
  expect(server.seen[0]?.headers["content-type"]).toBe("application/json; charset=utf-8");
});

it("a place may be a reserved word", async () => {
  await using server = await answering("null");
  expect(await client(server.url).agents.import.previewImport({})).toMatchObject({ ok: true, data: null });
  expect(server.seen.map(line)).toEqual(["POST /api/v1/Agents/Import/PreviewImport"]);
});

describe("a file to send", () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 31) % 256);
  const stream = () =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += 10_000) controller.enqueue(bytes.slice(at, at + 10_000));
        controller.close();
      },
    });
  it.each([
    ["a Blob with a type", () => new Blob([bytes], { type: "image/png" }), {}, "image/png"],
    ["a Blob without", () => new Blob([bytes]), {}, "application/octet-stream"],
    ["bytes", () => bytes, {}, "application/octet-stream"],
    ["a buffer", () => bytes.buffer as ArrayBuffer, {}, "application/octet-stream"],
    ["a stream", stream, { "Content-Type": "application/pdf" }, "application/pdf"],
    ["bytes of a given type", () => bytes, { "content-type": "image/gif" }, "image/gif"],
  ])("goes as its bytes: %s", async (_title, body, headers, type) => {
    await using server = await nothing();
    const result = await client(server.url).attachment.uploadAttachment(5, body(), { headers });
    expect(result).toMatchObject({ ok: true, data: undefined });
    expect(server.seen.map(line)).toEqual(["POST /api/v1/Attachment/5/Content"]);
    expect(server.seen[0]?.headers["content-type"]).toBe(type);
    expect(Buffer.compare(server.seen[0]!.bytes, bytes)).toBe(0);
  });

  it("goes as a form when it is one", async () => {
    await using server = await nothing();
    const form = new FormData();
    form.set("file", new Blob([bytes], { type: "image/png" }), "a.png");
    await client(server.url).attachment.uploadAttachment(5, form);
    expect(server.seen[0]?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    expect(server.seen[0]?.body).toContain('filename="a.png"');
    expect(Buffer.from(server.seen[0]!.bytes).includes(Buffer.from(bytes))).toBe(true);
  });
});

describe("a file to read", () => {
  const bytes = Uint8Array.from([0x47, 0x49, 0x46, 0x38, 0, 255, 128, 0xef, 0xbb, 0xbf]);
  const read = async (url: string) => {
    const result = await client(url).contact.getImage(7);
    if (!result.ok) throw result.error;
    return result.data;
  };

  it("is a Blob of its bytes and type, and is asked for before JSON", async () => {
    await using server = await answering(bytes, "image/gif");
    const blob = await read(server.url);
    expect(blob?.type).toBe("image/gif");
    expect(new Uint8Array(await blob!.arrayBuffer())).toEqual(bytes);
    expect(server.seen[0]?.headers.accept).toBe(
      "application/octet-stream, image/*;q=0.9, application/json;q=0.5",
    );
  });

  it("comes out of the base64 that agents put into JSON", async () => {
    await using server = await answering(JSON.stringify(Buffer.from(bytes).toString("base64")));
    const result = await client(server.url).agents.document.getDocumentStream({ DocumentId: 7 });
    expect(new Uint8Array(await result.data!.arrayBuffer())).toEqual(bytes);
    expect(server.seen.map(line)).toEqual(["POST /api/v1/Agents/Document/GetDocumentStream"]);
  });

  it.each(['{"a":1}', '"no base64!"', "{"])("is a JSON file, when it is one: %s", async (text) => {
    await using server = await answering(text);
    expect(await (await read(server.url))?.text()).toBe(text);
  });

  it("is null where there is none, and empty where it is empty", async () => {
    await using none = await nothing();
    await using json = await answering("null");
    await using empty = await answering("", "image/png");
    expect(await read(none.url)).toBeNull();
    expect(await read(json.url)).toBeNull();
    expect((await read(empty.url))?.size).toBe(0);
  });

  it("fails as any other call", async () => {
    await using server = await answering("no", "text/plain", 404);
    const result = await client(server.url).contact.getImage(7);
    expect(result).toMatchObject({ ok: false, error: { code: "status", status: 404 } });
  });
});
