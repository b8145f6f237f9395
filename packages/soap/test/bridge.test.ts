import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { envelope, sandboxBridge, ticketHeader } from "./support.ts";

let world: Awaited<ReturnType<typeof sandboxBridge>>;
beforeAll(async () => {
  world = await sandboxBridge();
});
afterAll(() => world.close());

const getContact = "<t:GetContact><t:ContactId>59</t:ContactId></t:GetContact>";

describe("a SOAP call", () => {
  test("becomes the agent's REST call with its credentials, token and zone", async () => {
    const header =
      `${ticketHeader(world.ticket)}<t:ApplicationToken>app</t:ApplicationToken>` +
      "<t:TimeZone><t:SoTimeZoneLocationCode>NO</t:SoTimeZoneLocationCode></t:TimeZone>";
    const { status, text } = await world.post(
      "/Remote/Services88/Contact.svc",
      envelope(88, getContact, header),
    );
    const rest = world.sent.at(-1);
    expect(rest?.method).toBe("POST");
    expect(rest?.url).toBe("http://bridge/api/v1/Agents/Contact/GetContact?contactId=59");
    expect(rest?.headers.get("authorization")).toBe(`SoTicket ${world.ticket}`);
    expect(rest?.headers.get("so-apptoken")).toBe("app");
    expect(rest?.headers.get("so-timezone")).toBe("NO");
    expect(status).toBe(200);
    expect(text).toContain("<Succeeded>true</Succeeded>");
    expect(text).toContain("<ContactId>59</ContactId>");
    expect(text).toContain("<SoTimeZoneLocationCode>NO</SoTimeZoneLocationCode>");
  });

  test.each([
    "/Remote/Services84/Contact.svc",
    "/remote/services85/CONTACT.SVC",
    "/REMOTE/SERVICES87/contact.svc/",
    "/Cust12345/Remote/Services88/Contact.svc",
  ])("is served at %s", async (path) => {
    const version = Number(/services(\d+)/i.exec(path)?.[1]);
    const { text } = await world.post(path, envelope(version, getContact, ticketHeader(world.ticket)));
    const tenant = path.startsWith("/Cust12345") ? "/Cust12345" : "";
    expect(new URL(world.sent.at(-1)?.url ?? "").pathname).toBe(`${tenant}/api/v1/Agents/Contact/GetContact`);
    // The sandbox is one tenant and has no address below its name.
    if (tenant === "") expect(text).toContain("<ContactId>59</ContactId>");
  });

  test("that writes keeps what it wrote", async () => {
    const save = `<t:SaveContactEntity><t:ContactEntity><t:Name>Fjord &amp; Sønner</t:Name></t:ContactEntity></t:SaveContactEntity>`;
    const saved = await world.post(
      "/Remote/Services86/Contact.svc",
      envelope(86, save, ticketHeader(world.ticket)),
    );
    const id = /<ContactId>(\d+)</.exec(saved.text)?.[1];
    const read = `<t:GetContactEntity><t:ContactEntityId>${id}</t:ContactEntityId></t:GetContactEntity>`;
    const { text } = await world.post(
      "/Remote/Services86/Contact.svc",
      envelope(86, read, ticketHeader(world.ticket)),
    );
    expect(text).toContain("<Name>Fjord &amp; Sønner</Name>");
  });
});

describe("a login", () => {
  const login = (user: string, password: string): string =>
    envelope(
      88,
      `<t:AuthenticateUsernamePassword><t:UserName>${user}</t:UserName><t:Password>${password}</t:Password></t:AuthenticateUsernamePassword>`,
    );

  test("by name and password gives a ticket that hides both and that later calls are made with", async () => {
    const { text } = await world.post("/Remote/Services88/SoPrincipal.svc", login("tje0", "Tje0"));
    expect(text).toContain("<AuthenticationSucceeded>true</AuthenticationSucceeded>");
    const ticket = /<Ticket>([^<]+)</.exec(text)?.[1] ?? "";
    expect(atob(ticket.slice(3))).not.toContain("tje0");
    const answer = await world.post(
      "/Remote/Services88/Contact.svc",
      envelope(88, getContact, ticketHeader(ticket)),
    );
    expect(world.sent.at(-1)?.headers.get("authorization")).toBe(`Basic ${btoa("tje0:Tje0")}`);
    expect(answer.text).toContain("<ContactId>59</ContactId>");
  });

  test("with a wrong password does not succeed", async () => {
    const { text } = await world.post("/Remote/Services88/SoPrincipal.svc", login("tje0", "wrong"));
    expect(text).toContain("<Succeeded>false</Succeeded>");
    expect(text).toContain("<Value>login-refused</Value>");
    expect(text).toContain("<AuthenticationSucceeded>false</AuthenticationSucceeded>");
  });

  test("gives tickets that end after their lifetime", async () => {
    let now = 1_000;
    const other = await sandboxBridge({ clock: () => now, ticketLifetime: 60_000 });
    const { text } = await other.post("/Remote/Services88/SoPrincipal.svc", login("tje0", "Tje0"));
    const ticket = /<Ticket>([^<]+)</.exec(text)?.[1] ?? "";
    const call = () =>
      other.post("/Remote/Services88/Contact.svc", envelope(88, getContact, ticketHeader(ticket)));
    now += 59_999;
    expect((await call()).text).toContain("<Succeeded>true</Succeeded>");
    const sent = other.sent.length;
    now += 1;
    expect((await call()).text).toContain("<Value>ticket-invalid</Value>");
    expect(other.sent).toHaveLength(sent);
    await other.close();
  });
});

describe("an answer that is no success", () => {
  test("says so in ExceptionInfo with the platform's words, its status and a stable code", async () => {
    const { status, text } = await world.post(
      "/Remote/Services88/Contact.svc",
      envelope(88, getContact, ticketHeader("7T:nobody==")),
    );
    expect(status).toBe(200);
    expect(text).toContain("<Succeeded>false</Succeeded>");
    expect(text).toContain("<Key>Code</Key><Value>upstream-error</Value>");
    expect(text).toContain("<Key>Status</Key><Value>401</Value>");
    expect(text).toContain("<GetContactResponse/>");
  });
});

describe("other requests", () => {
  test.each([
    ["/Remote/Services83/Contact.svc", 404, "Services83 is not served: Services84 to Services88 are.\n"],
    ["/Remote/Services84/AI.svc", 404, "Services84 has no AI.svc.\n"],
    ["/Remote/Services88/Contact", 404, "There is no such service.\n"],
    ["/Remote/Services88/Contact.svc", 200, /^Contact, Services88: http/],
  ])("GET %s is answered with %i, and says why", async (path, status, text) => {
    const answer = await world.get(path);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toMatch(text);
  });

  test("of another method are told which there are", async () => {
    const request = new Request("http://bridge/Remote/Services88/Contact.svc", { method: "DELETE" });
    const response = await world.bridge.handle(request, () => Promise.reject(new Error("not forwarded")));
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD, POST");
  });
});
