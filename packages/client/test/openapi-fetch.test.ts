import createFetchClient, { type Middleware } from "openapi-fetch";
import { describe, expect, it } from "vitest";
import { contactAgent } from "../src/generated/agents/contact.ts";
import { contact } from "../src/generated/entities/contact.ts";
import { createClient } from "../src/index.ts";
import { serve } from "./server.ts";

type Methods = Record<
  "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  (path: string, init?: object) => Promise<object>
> & {
  use(...middleware: Middleware[]): void;
  eject(...middleware: Middleware[]): void;
};

/** openapi-fetch itself, and our raw calls, with the same headers of their own. */
const both = (baseUrl: string): Methods[] => [
  createFetchClient<object>({ baseUrl, headers: { Accept: "application/json; charset=utf-8" } }) as never,
  createClient({ baseUrl, apis: [contactAgent, contact] }) as never,
];

const json = { "Content-Type": "application/json; charset=utf-8" };
const form = () => {
  const data = new FormData();
  data.set("a", "b");
  return data;
};

describe("a raw call sends what openapi-fetch sends", () => {
  it.each([
    ["a path", "GET", "/api/v1/Contact/{id}", { params: { path: { id: "a b/?#%".replace("/", "") } } }],
    [
      "a query",
      "GET",
      "/api/v1/Contact",
      { params: { query: { $filter: "name = 'æ'", $top: 5, on: true } } },
    ],
    [
      "a list in the query",
      "GET",
      "/x",
      { params: { query: { to: ["a&b", 2], none: [], gone: undefined, nil: null } } },
    ],
    ["a query of one's own", "GET", "/x", { params: { query: { a: 1 } }, querySerializer: () => "?own=1" }],
    [
      "headers",
      "GET",
      "/x",
      { headers: { "X-A": "1", Accept: "text/xml" }, params: { header: { "X-B": 2 } } },
    ],
    ["a header that is taken away", "GET", "/x", { headers: { Accept: null } }],
    ["a list of a header", "GET", "/x", { headers: { "X-A": ["1", "2"] } }],
    ["JSON", "POST", "/x", { body: { a: [1, null, "æ"] }, headers: json }],
    ["null as JSON", "POST", "/x", { body: null, headers: json }],
    [
      "a text of one's own",
      "PUT",
      "/x",
      { body: {}, bodySerializer: () => "<a/>", headers: { "content-type": "text/xml" } },
    ],
    [
      "form fields",
      "POST",
      "/x",
      { body: { a: "b c" }, headers: { "Content-Type": "application/x-www-form-urlencoded" } },
    ],
    ["a patch without a body", "PATCH", "/x", {}],
    ["another base", "DELETE", "/x", { baseUrl: "BASE/other/" }],
  ] as const)("%s", async (_title, method, path, init) => {
    await using server = await serve((response) => response.end("{}"));
    const given = {
      ...init,
      ...("baseUrl" in init && { baseUrl: init.baseUrl.replace("BASE", server.url) }),
    };
    for (const so of both(server.url)) await so[method](path, given);
    const [theirs, ours] = server.seen.map(({ method: verb, target, body, headers }) => ({
      verb,
      target,
      body,
      headers,
    }));
    expect(ours).toEqual(theirs);
  });

  it("a form, with a boundary of its own", async () => {
    await using server = await serve((response) => response.end("{}"));
    for (const so of both(server.url)) await so.POST("/x", { body: form() });
    const types = server.seen.map(({ headers }) =>
      `${headers["content-type"]}`.replace(/boundary=.*/, "boundary"),
    );
    expect(types[1]).toBe(types[0]);
  });
});

describe("middleware is called as openapi-fetch calls it", () => {
  async function record(so: Methods, answer: (name: string, hook: string) => unknown, init: object = {}) {
    const log: string[] = [];
    const make = (name: string): Middleware => {
      const hook = (kind: string) => (told: object) => {
        log.push(`${name} ${kind} ${Object.keys(told).sort().join()}`);
        return answer(name, kind) as never;
      };
      return { onRequest: hook("request"), onResponse: hook("response"), onError: hook("error") };
    };
    const [one, two, gone] = [make("one"), make("two"), make("gone")];
    so.use(one, gone, two);
    so.eject(gone);
    const outcome = await so.GET("/x", { middleware: [make("own")], ...init }).then(
      (result) => JSON.stringify({ ...result, response: undefined }),
      () => "threw",
    );
    return { log, outcome };
  }

  it.each([
    ["in order, and backwards", () => undefined],
    [
      "up to one that answers",
      (name: string, hook: string) =>
        name === "two" && hook === "request" ? Response.json({ a: 1 }) : undefined,
    ],
    [
      "with an answer in place of the server's",
      (name: string, hook: string) =>
        name === "two" && hook === "response" ? Response.json({ a: 2 }) : undefined,
    ],
    [
      "with something that is no request",
      (name: string, hook: string) => (name === "one" && hook === "request" ? "text" : undefined),
    ],
  ])("%s", async (_title, answer) => {
    await using server = await serve((response) =>
      response.setHeader("Content-Type", "application/json").end("{}"),
    );
    const [theirs, ours] = await Promise.all(both(server.url).map((so) => record(so, answer)));
    expect(ours).toEqual(theirs);
  });

  it.each([
    ["errors", () => undefined],
    [
      "errors that become answers",
      (name: string, hook: string) =>
        name === "two" && hook === "error" ? Response.json({ a: 3 }) : undefined,
    ],
    [
      "errors that become others",
      (_name: string, hook: string) => (hook === "error" ? new Error("another") : undefined),
    ],
  ])("%s", async (_title, answer) => {
    const [theirs, ours] = await Promise.all(both("http://127.0.0.1:9").map((so) => record(so, answer)));
    expect(ours).toEqual(theirs);
  });
});
