import { afterEach, describe, expect, it, vi } from "vitest";
import { contact } from "../../src/generated/entities/contact.ts";
import { createClient, SoOptionsError, xsrfSession } from "../../src/index.ts";
import { serve } from "../server.ts";

const page = (cookie: string) => vi.stubGlobal("document", { cookie });

describe("a session with a token against forgery", () => {
  afterEach(() => void vi.unstubAllGlobals());

  it.each([
    ["of the page's cookie", () => page("theme=dark; XSRF-TOKEN=abc="), {}],
    ["that is given", () => {}, { token: "abc=" }],
    ["of a function", () => {}, { token: async () => "abc=" }],
    ["of a cookie that is given", () => {}, { cookie: "id=1; XSRF-TOKEN=abc=" }],
  ])("repeats the token %s, and sends no Authorization", async (_title, prepare, options) => {
    prepare();
    await using server = await serve((response) => response.end("{}"));
    const so = createClient({ baseUrl: server.url, auth: xsrfSession(options), apis: [contact] });
    expect(await so.contact.create({ Name: "a" })).toMatchObject({ ok: true });
    expect(server.seen[0]?.headers["x-xsrf-token"]).toBe("abc=");
    expect(server.seen[0]?.headers.authorization).toBeUndefined();
    expect(server.seen[0]?.headers.cookie).toBe("cookie" in options ? options.cookie : undefined);
    expect(server.seen[0]?.body).toBe('{"Name":"a"}');
  });

  it("has the browser send its cookies", async () => {
    const modes: string[] = [];
    const fetch = (request: Request) => {
      modes.push(request.credentials);
      return Response.json({});
    };
    const auth = xsrfSession({ token: "abc" });
    await createClient({ baseUrl: "https://crm.example.com", auth, apis: [contact], fetch }).contact.create(
      {},
    );
    expect(modes).toEqual(["include"]);
  });

  it("reads the token again after a 401", async () => {
    page("XSRF-TOKEN=old");
    await using server = await serve((response, { headers }) => {
      page("XSRF-TOKEN=new");
      response.writeHead(headers["x-xsrf-token"] === "new" ? 200 : 401).end("{}");
    });
    const so = createClient({ baseUrl: server.url, auth: xsrfSession(), apis: [contact] });
    expect((await so.contact.get(7)).ok).toBe(true);
    expect(server.seen.map(({ headers }) => headers["x-xsrf-token"])).toEqual(["old", "new"]);
  });

  it.each(["", "theme=dark", "XSRF-TOKEN="])("without a token sends nothing: %j", async (cookie) => {
    page(cookie);
    const so = createClient({ baseUrl: "http://127.0.0.1:9", auth: xsrfSession(), apis: [contact] });
    expect((await so.contact.get(7)).error).toMatchObject({
      code: "credential",
      cause: { code: "options-invalid" },
    });
  });

  it.each([{ token: "" }, { token: "a\r\nb" }, { cookie: "a=\n" }])("refuses %j at once", (options) => {
    expect(() => xsrfSession(options)).toThrow(SoOptionsError);
  });
});
