import { describe, expect, test } from "vitest";
import { openTestTenant, TEST_NOW } from "../harness/tenant.ts";
import { codeFlow, jsonOf, ME, send, signIn, statusOf, TJE0 } from "./requests.ts";

const HOUR = 3_600_000;

describe("who is calling", () => {
  test.each<[why: string, authorization: string, status: number]>([
    ["user and password", TJE0, 200],
    ["the user's name in capitals", `Basic ${btoa("TJE0:Tje0")}`, 200],
    ["another case of the scheme", TJE0.replace("Basic", "bASIC"), 200],
    ["another password", `Basic ${btoa("tje0:tje0")}`, 401],
    ["no password", `Basic ${btoa("tje0:")}`, 401],
    ["a user that does not exist", `Basic ${btoa("nobody:Tje0")}`, 401],
    ["SQL in the user's name", `Basic ${btoa("tje0' OR '1'='1:Tje0")}`, 401],
    ["no base64", "Basic %%%", 401],
    ["a ticket that was never given", "SoTicket 7T:abc==", 401],
    ["a token that was never given", "Bearer 8A:abc", 401],
    ["an unsigned token of one's own", `Bearer ${btoa('{"alg":"none"}')}.${btoa('{"sub":"tje0"}')}.`, 401],
    ["a scheme of another world", "Digest abc", 401],
  ])("Authorization with %s", async (_, authorization, status) => {
    const { sandbox } = await openTestTenant();
    expect(await statusOf(sandbox, { authorization })).toBe(status);
  });

  test("nobody is 401 in the entity form, with the schemes of the installation", async () => {
    const { sandbox } = await openTestTenant();
    const response = await send(sandbox, ME);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe('Basic realm="SuperOffice", Bearer, SoTicket');
    expect(await jsonOf(response)).toMatchObject({ Error: true, ErrorType: "SoSessionException" });
  });

  test("nobody is 401 in the agent form on an agent's operation", async () => {
    const { sandbox } = await openTestTenant();
    const path = "/api/v1/Agents/Contact/CreateDefaultContactEntity";
    const response = await send(sandbox, path, { method: "POST" });
    expect(response.status).toBe(401);
    expect(await jsonOf(response)).toEqual({
      Message: expect.any(String),
      MessageDetail: "SoSessionException",
    });
  });

  test("online takes Bearer and a ticket with SO-AppToken, and no Basic", async () => {
    const { sandbox } = await openTestTenant({ tenant: { installation: "online" } });
    const { ticket } = await signIn(sandbox);
    const { access_token } = await codeFlow(sandbox);
    expect(await statusOf(sandbox, { authorization: TJE0 })).toBe(401);
    expect(await statusOf(sandbox, { authorization: `Bearer ${access_token}` })).toBe(200);
    const authorization = `SoTicket ${ticket}`;
    expect(await statusOf(sandbox, { authorization })).toBe(401);
    expect(await statusOf(sandbox, { authorization, "so-apptoken": "another" })).toBe(401);
    expect(await statusOf(sandbox, { authorization, "so-apptoken": "" })).toBe(401);
    expect(await statusOf(sandbox, { authorization, "so-apptoken": "sandbox-secret" })).toBe(200);
  });

  test("on site takes Basic and a ticket alone, and no Bearer", async () => {
    const { sandbox, ask } = await openTestTenant({ tenant: { installation: "onsite" } });
    const { ticket } = await signIn(sandbox);
    const token = (await ask("GET", "User/currentToken")).body;
    expect(await statusOf(sandbox, { authorization: TJE0 })).toBe(200);
    expect(await statusOf(sandbox, { authorization: `sOtICKET ${ticket}` })).toBe(200);
    expect(await statusOf(sandbox, { authorization: `Bearer ${token}` })).toBe(401);
  });

  test("a ticket that was changed by one character is none", async () => {
    const { sandbox } = await openTestTenant();
    const { ticket } = await signIn(sandbox);
    const last = ticket.at(-3) === "A" ? "B" : "A";
    const changed = `${ticket.slice(0, -3)}${last}${ticket.slice(-2)}`;
    expect(await statusOf(sandbox, { authorization: `SoTicket ${ticket}` })).toBe(200);
    expect(await statusOf(sandbox, { authorization: `SoTicket ${changed}` })).toBe(401);
    expect(await statusOf(sandbox, { authorization: `SoTicket ${ticket.toLowerCase()}` })).toBe(401);
  });

  test("a ticket is no access token, and an access token no ticket", async () => {
    const { sandbox } = await openTestTenant();
    const { ticket } = await signIn(sandbox);
    const { access_token, refresh_token } = await codeFlow(sandbox);
    expect(await statusOf(sandbox, { authorization: `Bearer ${ticket}` })).toBe(401);
    expect(await statusOf(sandbox, { authorization: `SoTicket ${access_token}` })).toBe(401);
    expect(await statusOf(sandbox, { authorization: `Bearer ${refresh_token}` })).toBe(401);
  });

  test("a ticket lives six hours from its last use", async () => {
    const { sandbox, clock } = await openTestTenant();
    const { ticket } = await signIn(sandbox);
    const headers = { authorization: `SoTicket ${ticket}` };
    clock.now = TEST_NOW + 5 * HOUR;
    expect(await statusOf(sandbox, headers)).toBe(200);
    clock.now = TEST_NOW + 10 * HOUR;
    expect(await statusOf(sandbox, headers)).toBe(200);
    clock.now = TEST_NOW + 16 * HOUR;
    expect(await statusOf(sandbox, headers)).toBe(401);
  });

  test("an access token lives one hour, however often it is used", async () => {
    const { sandbox, clock } = await openTestTenant();
    const { access_token } = await codeFlow(sandbox);
    const headers = { authorization: `Bearer ${access_token}` };
    clock.now = TEST_NOW + HOUR - 1;
    expect(await statusOf(sandbox, headers)).toBe(200);
    clock.now = TEST_NOW + HOUR;
    expect(await statusOf(sandbox, headers)).toBe(401);
  });

  test("tokens are in the storage as hashes only", async () => {
    const { sandbox } = await openTestTenant();
    const { ticket } = await signIn(sandbox);
    const { access_token, refresh_token } = await codeFlow(sandbox);
    const all = JSON.stringify(await sandbox.snapshot());
    for (const secret of [ticket, access_token, refresh_token]) expect(all).not.toContain(secret);
  });
});

describe("the session of a browser", () => {
  test("a session cookie counts with an X-XSRF-TOKEN that equals its cookie", async () => {
    const { sandbox } = await openTestTenant();
    const { cookie, xsrf } = await signIn(sandbox);
    expect(await statusOf(sandbox, { cookie, "x-xsrf-token": xsrf })).toBe(200);
  });

  test("a session cookie without the token, with another or with an invented pair is 401", async () => {
    const { sandbox } = await openTestTenant();
    const { cookie, xsrf } = await signIn(sandbox);
    const other = await signIn(sandbox);
    const session = cookie.split("; ").find((part) => part.startsWith("SoSandboxSession")) ?? "";
    const refused: Record<string, string>[] = [
      { cookie },
      { cookie, "x-xsrf-token": "" },
      { cookie, "x-xsrf-token": other.xsrf },
      { cookie: session, "x-xsrf-token": xsrf },
      { cookie: `${session}; XSRF-TOKEN=made-up`, "x-xsrf-token": "made-up" },
      { cookie: `SoSandboxSession=made-up; XSRF-TOKEN=${xsrf}`, "x-xsrf-token": xsrf },
      { cookie: `${cookie}; XSRF-TOKEN=second`, "x-xsrf-token": xsrf },
    ];
    for (const headers of refused) expect(await statusOf(sandbox, headers)).toBe(401);
  });

  test("the session's cookie is closed to scripts, and the XSRF cookie open to them", async () => {
    const { sandbox } = await openTestTenant();
    const init = { method: "POST", body: JSON.stringify({ user: "tje0", password: "Tje0" }) };
    const [session, xsrf] = (await send(sandbox, "/login/session", init)).headers.getSetCookie();
    expect(session).toMatch(/^SoSandboxSession=.*HttpOnly; SameSite=Lax$/);
    expect(xsrf).toMatch(/^XSRF-TOKEN=[^;]+; Path=\/; SameSite=Lax$/);
  });

  test.each([
    ["another password", '{"user":"tje0","password":"x"}'],
    ["no password", '{"user":"tje0"}'],
    ["numbers", '{"user":1,"password":2}'],
    ["a list", "[]"],
    ["no JSON", "user=tje0"],
    ["nothing", ""],
    ["deep nesting", "[".repeat(500_000)],
  ])("signing in with %s is refused", async (_, body) => {
    const { sandbox } = await openTestTenant();
    const response = await send(sandbox, "/login/session", { method: "POST", body });
    expect(response.status).toBe(401);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  test("signing out ends ticket and session and is noted on the user, as signing in is", async () => {
    const { sandbox, ask, clock } = await openTestTenant();
    const { ticket, cookie, xsrf } = await signIn(sandbox);
    clock.now = TEST_NOW + HOUR;
    const headers = { cookie, "x-xsrf-token": xsrf };
    expect((await send(sandbox, "/login/session", { method: "DELETE", headers })).status).toBe(204);
    expect(await statusOf(sandbox, headers)).toBe(401);
    expect(await statusOf(sandbox, { authorization: `SoTicket ${ticket}` })).toBe(401);
    const { body } = await ask("GET", "User/current");
    expect(body).toMatchObject({ Lastlogin: "2026-11-20T12:00:00", Lastlogout: "2026-11-20T13:00:00" });
  });

  test("signing out with a ticket ends that ticket alone", async () => {
    const { sandbox } = await openTestTenant();
    const first = await signIn(sandbox);
    const second = await signIn(sandbox);
    const headers = { authorization: `SoTicket ${first.ticket}` };
    expect((await send(sandbox, "/login/session", { method: "DELETE", headers })).status).toBe(204);
    expect(await statusOf(sandbox, headers)).toBe(401);
    expect(await statusOf(sandbox, { authorization: `SoTicket ${second.ticket}` })).toBe(200);
  });

  test("nobody signs out without credentials", async () => {
    const { sandbox } = await openTestTenant();
    const { cookie } = await signIn(sandbox);
    expect((await send(sandbox, "/login/session", { method: "DELETE", headers: { cookie } })).status).toBe(
      401,
    );
  });
});
