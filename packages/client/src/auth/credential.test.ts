import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { serve } from "../../test/server.ts";
import { pocketAgent } from "../generated/agents/pocket.ts";
import { type Auth, basic, bearer, createClient, SoOptionsError, soTicket } from "../index.ts";

/** Headers that one call with this auth sends. */
async function sent(auth: Auth | undefined, headers?: Record<string, string>) {
  await using server = await serve((response) => response.end("null"));
  const so = createClient({ baseUrl: server.url, apis: [pocketAgent], ...(auth && { auth }) });
  const result = await so.agents.pocket.getMyCallerIDs({}, { ...(headers && { headers }) });
  return { result, headers: server.seen[0]?.headers };
}

describe("a credential", () => {
  it.each([
    ["basic", basic("tje0", "Tje0"), "Basic dGplMDpUamUw", undefined],
    ["basic with letters beyond ASCII", basic("bjørn", "æ"), "Basic YmrDuHJuOsOm", undefined],
    ["soTicket", soTicket("7T:abc=="), "SoTicket 7T:abc==", undefined],
    [
      "soTicket with the application's token",
      soTicket("7T:abc==", { appToken: "12-34" }),
      "SoTicket 7T:abc==",
      "12-34",
    ],
    ["bearer", bearer("8A:Cust1.abc"), "Bearer 8A:Cust1.abc", undefined],
  ])("%s is sent in its headers", async (_title, auth, authorization, appToken) => {
    const { headers } = await sent(auth);
    expect(headers?.authorization).toBe(authorization);
    expect(headers?.["so-apptoken"]).toBe(appToken);
  });

  it("may be absent", async () => {
    const { headers, result } = await sent(undefined);
    expect(result.ok).toBe(true);
    expect(headers?.authorization).toBeUndefined();
  });

  it("gives way to an Authorization header of the call", async () => {
    const { headers } = await sent(soTicket("7T:abc==", { appToken: "12-34" }), {
      authorization: "Bearer 8A:x",
    });
    expect(headers?.authorization).toBe("Bearer 8A:x");
    expect(headers?.["so-apptoken"]).toBeUndefined();
  });

  it.each([
    ["a colon in the user's name", () => basic("a:b", "c"), "credential-user-colon"],
    ["a line break", () => basic("a", "b\r\nX: y"), "credential-character"],
    ["an empty ticket", () => soTicket(""), "credential-empty"],
    ["a token with a space", () => bearer("8A: x"), "credential-character"],
    ["an empty application token", () => soTicket("7T:a", { appToken: "" }), "credential-empty"],
    [
      "an application token with a line break",
      () => soTicket("7T:a", { appToken: "a\nb" }),
      "credential-character",
    ],
  ])("is refused for %s", (_title, make, code) => {
    expect(make).toThrow(SoOptionsError);
    expect(make).toThrow(TypeError);
    expect(make).toThrow(
      expect.objectContaining({ issues: [expect.objectContaining({ option: "auth", code })] }),
    );
  });

  it("shows no secret when it or its client is logged", () => {
    const auth = soTicket("7T:geheim==", { appToken: "geheim-token" });
    const so = createClient({ baseUrl: "http://127.0.0.1", auth, apis: [pocketAgent] });
    const shown = [
      inspect(auth, { showHidden: true }),
      JSON.stringify(auth),
      inspect(so, { depth: 9, showHidden: true }),
    ];
    expect(shown.join()).not.toContain("geheim");
    expect(JSON.stringify(auth)).toBe('{"scheme":"soticket"}');
  });
});

describe("a function for auth", () => {
  it("is asked before each request, and may take its time", async () => {
    await using server = await serve((response) => response.end("null"));
    let count = 0;
    const auth = async () => bearer(`8A:${++count}`);
    const so = createClient({ baseUrl: server.url, auth, apis: [pocketAgent] });
    await so.agents.pocket.getMyCallerIDs({});
    await so.POST("/api/v1/Agents/Pocket/GetMyCallerIDs", { body: {} });
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(["Bearer 8A:1", "Bearer 8A:2"]);
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("vault is closed");
      },
    ],
    ["rejects", () => Promise.reject(new Error("vault is closed"))],
    ["gives a plain string", () => "8A:x" as never],
    ["gives nothing", () => undefined as never],
  ] as [string, Auth][])("that %s is a credential error, and nothing is sent", async (_title, auth) => {
    const { result, headers } = await sent(auth);
    expect(result).toMatchObject({ ok: false, error: { code: "credential", name: "SoCredentialError" } });
    expect(headers).toBeUndefined();
  });

  it("that hangs is a time-out, and its signal fires", async () => {
    let signal: AbortSignal | undefined;
    const auth: Auth = (request) => {
      signal = request.signal;
      return new Promise(() => {});
    };
    const so = createClient({ baseUrl: "http://127.0.0.1:9", auth, apis: [pocketAgent], timeoutMs: 60 });
    expect((await so.agents.pocket.getMyCallerIDs({})).error).toMatchObject({ code: "timeout" });
    expect(signal?.aborted).toBe(true);
  });
});

describe("credentials stay at the origin of baseUrl", () => {
  const auth = soTicket("7T:abc==", { appToken: "12-34" });
  const headers = { "SO-AppToken": "12-34", Cookie: "a=b" };

  it("when a raw call names another address", async () => {
    await using home = await serve((response) => response.end("null"));
    await using other = await serve((response) => response.end("null"));
    const so = createClient({ baseUrl: home.url, auth, headers, apis: [pocketAgent] });
    await so.POST("/api/v1/Agents/Pocket/GetMyCallerIDs", { body: {}, baseUrl: other.url });
    expect(home.seen).toEqual([]);
    expect(other.seen).toHaveLength(1);
    expect(other.seen[0]?.headers).not.toHaveProperty("authorization");
    expect(other.seen[0]?.headers).not.toHaveProperty("so-apptoken");
    expect(other.seen[0]?.headers).not.toHaveProperty("cookie");
  });

  it("when a middleware leads elsewhere, and no middleware sees them at home", async () => {
    await using home = await serve((response) => response.end("null"));
    await using other = await serve((response) => response.end("null"));
    const so = createClient({ baseUrl: home.url, auth, apis: [pocketAgent] });
    const seen: (string | null)[] = [];
    let target = home.url;
    so.use({
      onRequest({ request }) {
        seen.push(request.headers.get("Authorization"));
        return new Request(target, request);
      },
    });
    await so.agents.pocket.getMyCallerIDs({});
    target = other.url;
    await so.agents.pocket.getMyCallerIDs({});
    expect(seen).toEqual([null, null]);
    expect(home.seen[0]?.headers.authorization).toBe("SoTicket 7T:abc==");
    expect(other.seen[0]?.headers).not.toHaveProperty("authorization");
    expect(other.seen[0]?.headers).not.toHaveProperty("so-apptoken");
  });
});
