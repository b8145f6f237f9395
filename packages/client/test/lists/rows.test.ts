import { createSandbox } from "@so-webapi/sandbox";
import { afterAll, describe, expect, it } from "vitest";
import { and, field } from "../../src/filter/index.ts";
import { archiveAgent } from "../../src/generated/agents/archive.ts";
import { archive } from "../../src/generated/entities/archive.ts";
import { contact } from "../../src/generated/entities/contact.ts";
import { basic, createClient, SoAbortError, SoError, SoStatusError } from "../../src/index.ts";
import { archiveRows, rows, SoNextLinkError } from "../../src/lists/index.ts";
import { serve } from "../server.ts";

const clock = Date.UTC(2026, 10, 20, 12);
const sandbox = await createSandbox({ seed: "empty", seedSize: 23, clock: () => clock, random: () => 0.5 });
afterAll(() => sandbox.close());

const asked: URL[] = [];
const options = {
  baseUrl: "http://sandbox",
  auth: basic("tje0", "Tje0"),
  apis: [contact],
  fetch(request: Request) {
    asked.push(new URL(request.url));
    return sandbox.fetch(request);
  },
} as const;
const so = createClient(options);
const throwing = createClient({ ...options, throws: true });

async function all<Row>(found: AsyncIterable<Row>): Promise<Row[]> {
  const list: Row[] = [];
  for await (const row of found) list.push(row);
  return list;
}

/** What a reading fails with. */
async function failure(found: AsyncIterable<unknown>): Promise<unknown> {
  return all(found).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("rows of the sandbox", () => {
  it("come page after page until there is no next one, each once", async () => {
    asked.length = 0;
    const found = await all(rows(so.contact.list, { pageSize: 5 }));
    const { data } = await so.contact.list();
    expect(found.length).toBeGreaterThanOrEqual(23);
    expect(found).toEqual(data?.value);
    expect(asked.length).toBe(Math.ceil(found.length / 5) + 1);
  });

  it("are filtered, ordered and cut to columns, on every page", async () => {
    interface Row {
      readonly contactId: number;
      readonly name: string;
    }
    const { data } = await so.contact.list({ select: ["contactId", "name"] });
    const names = (data?.value ?? []) as unknown as Row[];
    const few = names.slice(3, 9);
    const filter = and(field<Row>("contactId").oneOf(few[0]!.contactId, ...few.map((row) => row.contactId)));
    const found = rows<Row>(so.contact.list, {
      filter,
      select: ["contactId", "name"],
      orderBy: ["contactId desc"],
      pageSize: 2,
    });
    expect(await all(found)).toEqual(few.toReversed());
  });

  it("quote what a caller typed", async () => {
    const odd = "O'Hara \\ 'x' or contactId gt 0 or name is '";
    await so.contact.create({ Name: odd });
    const found = await all(rows(so.contact.list, { filter: field("name").is(odd), select: ["name"] }));
    expect(found.map(({ name }) => name)).toEqual([odd]);
  });

  it("are there in pages, too", async () => {
    const pages = await all(rows(so.contact.list, { pageSize: 10 }).pages());
    expect(pages.slice(0, -1).every(({ length }) => length === 10)).toBe(true);
    expect(pages.flat()).toEqual(await all(rows(so.contact.list)));
  });

  it("are there with a client that throws", async () => {
    expect(await all(rows(throwing.contact.list, { pageSize: 7 }))).toEqual(await all(rows(so.contact.list)));
  });

  it("below a contact are fetched by a function that names it", async () => {
    const [first] = await all(rows(so.contact.list, { pageSize: 1000 }));
    const persons = await all(rows((page) => so.contact.persons(first!.PrimaryKey, page)));
    expect(persons.length).toBeGreaterThan(0);
    expect(persons.every(({ EntityName }) => EntityName === "person")).toBe(true);
  });

  it("are asked for no further when the loop is left", async () => {
    asked.length = 0;
    for await (const row of rows(so.contact.list, { pageSize: 5 })) {
      expect(row.PrimaryKey).toBeGreaterThan(0);
      break;
    }
    expect(asked).toHaveLength(1);
  });

  it("begin anew with each reading", async () => {
    const found = rows(so.contact.list, { pageSize: 9 });
    expect(await all(found)).toEqual(await all(found));
  });

  it.each([so, throwing])("fail with the error of the page's call, in either mode: %#", async (client) => {
    const error = await failure(rows(client.contact.list, { filter: "name begins" }));
    expect(error).toBeInstanceOf(SoStatusError);
    expect(error).toMatchObject({ status: 400, body: { form: "entity" } });
  });

  it("end with an abort between two rows of a page, without another request", async () => {
    asked.length = 0;
    const controller = new AbortController();
    let count = 0;
    const read = async () => {
      for await (const _ of rows(so.contact.list, { pageSize: 5, signal: controller.signal })) {
        count += 1;
        if (count === 2) controller.abort(new Error("enough"));
      }
    };
    const error = await read().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SoAbortError);
    expect((error as SoAbortError).cause).toEqual(new Error("enough"));
    expect([count, asked.length]).toEqual([2, 1]);
  });

  it("that cannot be asked for are refused at once", () => {
    expect(() => rows(so.contact.list, { filter: field("a b").is("c") })).toThrow(/filter/i);
    expect(() => rows(so.contact.list, { orderBy: ["name, x"] })).toThrow(/orderBy/i);
  });
});

const page = (next: string | null, ...keys: number[]) =>
  JSON.stringify({
    "odata.metadata": null,
    "odata.nextLink": next,
    value: keys.map((PrimaryKey) => ({ PrimaryKey, EntityName: "contact" })),
  });

describe("odata.nextLink", () => {
  /** A server whose first page has this link and whose others have none. */
  const linking = (link: (url: string) => string) =>
    serve((response, { target, headers }) => {
      const isFirst = !target.includes("skip");
      response.setHeader("Content-Type", "application/json");
      response.end(page(isFirst ? link(`http://${headers.host}`) : null, isFirst ? 1 : 2));
    });

  it("is followed as it is, over a socket, with the call's headers", async () => {
    await using server = await linking((url) => `${url}/api/v1/contact/?$skip=1&$select=a,b&x=1&x=2`);
    const client = createClient({ baseUrl: server.url, apis: [contact], auth: basic("tje0", "Tje0") });
    const found = await all(
      rows(client.contact.list, { select: ["a", "b"], timeZone: "NO", headers: { "X-A": "b" } }),
    );
    expect(found.map(({ PrimaryKey }) => PrimaryKey)).toEqual([1, 2]);
    const [, second] = server.seen;
    expect(decodeURIComponent(second?.target ?? "")).toBe("/api/v1/Contact?$skip=1&$select=a,b&x=1&x=2");
    expect(second?.headers).toMatchObject({
      "so-timezone": "NO",
      "x-a": "b",
      authorization: expect.any(String),
    });
  });

  it.each([
    ["relative", () => "/api/v1/Contact?$skip=1"],
    ["a mere query", () => "?$skip=1"],
  ])("may be %s", async (_title, link) => {
    await using server = await linking(link);
    const client = createClient({ baseUrl: server.url, apis: [contact] });
    expect(await all(rows(client.contact.list))).toHaveLength(2);
  });

  it.each([
    ["origin", () => "http://evil.example/api/v1/Contact?$skip=1"],
    ["origin", (url: string) => `${url.replace("127.0.0.1", "localhost")}/api/v1/Contact?$skip=1`],
    ["path", (url: string) => `${url}/api/v1/Person?$skip=1`],
    ["url", () => "http://["],
    ["loop", (url: string) => `${url}/api/v1/Contact`],
  ])("that must not be followed is an error (%s), after the rows of its page", async (reason, link) => {
    await using server = await linking(link);
    await using elsewhere = await serve((response) => response.end(page(null, 666)));
    const client = createClient({ baseUrl: server.url, apis: [contact], auth: basic("tje0", "Tje0") });
    const found: number[] = [];
    const read = async () => {
      for await (const row of rows(client.contact.list)) found.push(row.PrimaryKey);
    };
    const error = await read().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SoNextLinkError);
    expect(error).toBeInstanceOf(SoError);
    expect(error).toMatchObject({
      code: "next-link",
      reason,
      call: { operationId: "v1ContactEntity_GetAll" },
    });
    expect((error as Error).message).not.toContain("evil");
    expect([found, server.seen.length, elsewhere.seen.length]).toEqual([[1], 1, 0]);
  });

  it("that leads to itself again and again is an error", async () => {
    await using server = await serve((response, { headers }) => {
      response.setHeader("Content-Type", "application/json");
      response.end(page(`http://${headers.host}/api/v1/Contact?$skip=1`, 1));
    });
    const client = createClient({ baseUrl: server.url, apis: [contact] });
    expect(await failure(rows(client.contact.list))).toMatchObject({ code: "next-link", reason: "loop" });
    expect(server.seen).toHaveLength(2);
  });

  it("of an answer that tells no URL of its own still leads nowhere but to the call's own address", async () => {
    const urls: string[] = [];
    const client = createClient({
      baseUrl: "http://own.example",
      apis: [contact],
      fetch(request) {
        urls.push(request.url);
        const body = page(urls.length === 1 ? "http://evil.example/x?$skip=1" : null, urls.length);
        return new Response(body, { headers: { "Content-Type": "application/json" } });
      },
    });
    expect(await all(rows(client.contact.list))).toHaveLength(2);
    expect(urls).toEqual(["http://own.example/api/v1/Contact", "http://own.example/api/v1/Contact?$skip=1"]);
  });

  it.each([
    ["", "null"],
    ["/value", '{"value":{}}'],
    ["/odata.nextLink", '{"value":[],"odata.nextLink":7}'],
  ])("is looked for in lists only: an answer with another %j is an error", async (pointer, body) => {
    await using server = await serve((response) => {
      response.setHeader("Content-Type", "application/json").end(body);
    });
    const client = createClient({ baseUrl: server.url, apis: [contact] });
    const error = await failure(rows(client.contact.list));
    expect(error).toMatchObject({ code: "contract", violations: [{ pointer }] });
  });

  it("that leads to itself is an error, too, where the answers tell no URL", async () => {
    let count = 0;
    const client = createClient({
      baseUrl: "http://own.example",
      apis: [contact],
      fetch() {
        count += 1;
        // The last one ends what would never end.
        const body = page(count < 9 ? "http://own.example/api/v1/Contact?$skip=1" : null, count);
        return new Response(body, { headers: { "Content-Type": "application/json" } });
      },
    });
    expect(await failure(rows(client.contact.list))).toMatchObject({ code: "next-link", reason: "loop" });
    expect(count).toBe(2);
  });

  it("is followed for archives by their provider's name", async () => {
    await using server = await linking((url) => `${url}/api/v1/Archive/FindContact?$skip=1`);
    const client = createClient({ baseUrl: server.url, apis: [archive] });
    const found = rows((next) => client.archive.getArchive_GET("FindContact", next), { select: ["name"] });
    expect(await all(found)).toHaveLength(2);
    expect(server.seen[0]?.target).toBe("/api/v1/Archive/FindContact?$select=name");
  });
});

describe("rows of an archive through its agent", () => {
  const item = (PrimaryKey: number) => ({ PrimaryKey, EntityName: "contact", ColumnData: {} });
  const archives = (pages: readonly (readonly number[])[]) =>
    serve((response, { body }) => {
      const { Page } = JSON.parse(body) as { Page: number };
      const keys = pages[Math.min(Page, pages.length - 1)] ?? [];
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify(keys.length > 0 ? keys.map(item) : null));
    });
  const read = (url: string) => {
    const client = createClient({ baseUrl: url, apis: [archiveAgent] });
    return archiveRows(client.agents.archive.getArchiveListByColumns2, {
      provider: "FindContact",
      columns: ["contactId", "name"],
      filter: field("name").begins("S"),
      orderBy: ["name desc"],
      entities: ["contact"],
      pageSize: 2,
      timeZone: "NO",
    });
  };

  it("come page after page from page zero, until one is empty", async () => {
    await using server = await archives([[1, 2], [3], []]);
    expect((await all(read(server.url))).map(({ PrimaryKey }) => PrimaryKey)).toEqual([1, 2, 3]);
    expect(server.seen.map(({ body }) => JSON.parse(body))).toEqual(
      [0, 1, 2].map((Page) => ({
        ProviderName: "FindContact",
        Columns: "contactId,name",
        Restrictions: "name begins 'S'",
        SortOrder: "name desc",
        Entities: "contact",
        Page,
        PageSize: 2,
      })),
    );
    expect(server.seen[2]?.headers["so-timezone"]).toBe("NO");
  });

  it("end with an error when a page repeats the one before", async () => {
    await using server = await archives([[1, 2]]);
    expect(await failure(read(server.url))).toMatchObject({ code: "next-link", reason: "loop" });
    expect(server.seen).toHaveLength(2);
  });
});
