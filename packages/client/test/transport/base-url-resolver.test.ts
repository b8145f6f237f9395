import { describe, expect, it } from "vitest";
import { contact } from "../../src/generated/entities/contact.ts";
import { basic, createClient, SoAddressError, SoOptionsError } from "../../src/index.ts";
import { serve, type TestServer } from "../server.ts";

/** A tenant's address as a resolver that keeps it, and what it was asked. */
function moving(...places: readonly string[]) {
  const asked: string[] = [];
  let at = 0;
  return {
    asked,
    resolve() {
      asked.push("resolve");
      return Promise.resolve(places[at] ?? "");
    },
    invalidate(stale: string) {
      asked.push(`invalidate ${stale}`);
      if (stale === places[at] && at < places.length - 1) at++;
    },
  };
}

const gone = () => serve((response) => response.writeHead(421).end("moved"));
const home = () => serve((response) => response.setHeader("Content-Type", "application/json").end("{}"));
/** Each once: a runtime may repeat a 421 over another connection by itself (Fetch, HTTP-network-or-cache fetch, 14). */
const lines = ({ seen }: TestServer) => [
  ...new Set(seen.map(({ method, target, body }) => `${method} ${target} ${body}`)),
];
const auth = basic("tje0", "Tje0");

describe("a base URL that is looked up", () => {
  it("is asked for before each request, and gets the credentials", async () => {
    await using server = await home();
    const baseUrl = moving(`${server.url}/Cust1/`);
    const so = createClient({ baseUrl, auth, apis: [contact] });
    await so.contact.create({ Name: "a" });
    await so.GET("/api/v1/Contact/{id}", { params: { path: { id: 7 } } });
    expect(lines(server)).toEqual([
      'POST /Cust1/api/v1/Contact {"Name":"a"}',
      "GET /Cust1/api/v1/Contact/7 ",
    ]);
    expect(server.seen[0]?.headers.authorization).toBe("Basic dGplMDpUamUw");
    expect(baseUrl.asked).toEqual(["resolve", "resolve"]);
  });

  it("is looked up again after a 421, and the request made once more, a write too", async () => {
    await using old = await gone();
    await using server = await home();
    const stale = `${old.url}/Cust1`;
    const baseUrl = moving(stale, `${server.url}/Cust1`);
    const so = createClient({ baseUrl, auth, apis: [contact] });
    const result = await so.contact.create({ Name: "æ" }, { select: ["Name"] });
    expect(result).toMatchObject({ ok: true, data: {} });
    const line = 'POST /Cust1/api/v1/Contact?$select=Name {"Name":"æ"}';
    expect([lines(old), lines(server)]).toEqual([[line], [line]]);
    expect(server.seen[0]?.headers).toMatchObject({
      authorization: "Basic dGplMDpUamUw",
      "content-length": "13",
      "content-type": "application/json; charset=utf-8",
    });
    expect(baseUrl.asked).toEqual(["resolve", `invalidate ${stale}`, "resolve"]);
  });

  it.each(["the same address", "another that answers 421, too"])("is looked up once: %s", async (title) => {
    await using old = await gone();
    await using other = await gone();
    const baseUrl = moving(old.url, title === "the same address" ? old.url : other.url, "http://127.0.0.1:9");
    const so = createClient({ baseUrl, apis: [contact] });
    expect((await so.contact.create({})).error).toMatchObject({ code: "status", status: 421 });
    expect(other.seen.length > 0).toBe(title !== "the same address");
    expect(baseUrl.asked).toHaveLength(3);
  });

  it("is forgotten, but a body that can be read only once is not sent again", async () => {
    await using old = await gone();
    await using server = await home();
    const baseUrl = moving(old.url, server.url);
    const so = createClient({ baseUrl, apis: [contact] });
    const stream = new Blob(["abc"]).stream();
    expect((await so.contact.saveImage(7, stream)).error).toMatchObject({ code: "status", status: 421 });
    expect(server.seen).toEqual([]);
    expect((await so.contact.create({})).ok).toBe(true);
  });

  it.each([
    [
      "a form",
      () => {
        const form = new FormData();
        form.set("file", new Blob(["abc"]), "a.txt");
        return form;
      },
      /^multipart\/form-data; boundary=(.*)$/,
    ],
    ["a Blob", () => new Blob(["abc"], { type: "image/png" }), /^image\/png$/],
    ["bytes", () => new TextEncoder().encode("abc"), /^application\/octet-stream$/],
  ] as const)("sends %s again as it is", async (_title, body, type) => {
    await using old = await gone();
    await using server = await home();
    const so = createClient({ baseUrl: moving(old.url, server.url), apis: [contact] });
    expect((await so.contact.saveImage(7, body())).ok).toBe(true);
    const [, boundary] = type.exec(String(server.seen[0]?.headers["content-type"])) ?? [undefined, undefined];
    expect(server.seen[0]?.headers["content-type"]).toMatch(type);
    expect(server.seen[0]?.body).toContain("abc");
    if (boundary !== undefined) expect(server.seen[0]?.body).toContain(`--${boundary}--`);
  });

  it("leads the request of a middleware there, too", async () => {
    await using old = await gone();
    await using server = await home();
    const so = createClient({ baseUrl: moving(old.url, server.url), apis: [contact] });
    so.use({
      onRequest: ({ request }) => {
        request.headers.set("X-Mine", "1");
        return new Request(`${request.url}?x=1`, request);
      },
    });
    expect((await so.contact.create({ Name: "b" })).ok).toBe(true);
    expect(lines(server)).toEqual(['POST /api/v1/Contact?x=1 {"Name":"b"}']);
    expect(server.seen[0]?.headers["x-mine"]).toBe("1");
  });

  it("that fails is an address error with its cause, and nothing is sent", async () => {
    const cause = new Error("suspended");
    const baseUrl = { resolve: () => Promise.reject(cause), invalidate() {} };
    const { error, response } = await createClient({ baseUrl, apis: [contact] }).contact.create({});
    expect(error).toBeInstanceOf(SoAddressError);
    expect(error).toMatchObject({ code: "address", cause });
    expect(response).toBeUndefined();
  });

  it.each(["", "ftp://example.com", "https://tje0@example.com"])("must be one: %j", async (place) => {
    const { error } = await createClient({ baseUrl: moving(place), apis: [contact] }).contact.create({});
    expect(error).toMatchObject({ code: "address", cause: expect.any(SoOptionsError) });
  });

  it("does not hold up a call beyond its end", async () => {
    const baseUrl = { resolve: () => new Promise<string>(() => {}), invalidate() {} };
    const so = createClient({ baseUrl, apis: [contact], timeoutMs: 30 });
    expect((await so.contact.create({})).error).toMatchObject({ code: "timeout" });
  });
});
