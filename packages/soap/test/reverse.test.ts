import * as contract from "@so-webapi/operations/all";
import { createSandbox } from "@so-webapi/sandbox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSoapBridge } from "../src/index.ts";
import { createRestBridge } from "../src/reverse/index.ts";

// REST to SOAP by one bridge, back to REST by the other, to the sandbox: what it says directly must come back. It proves round
// trips, and nothing of a real SOAP server.
let sandbox: Awaited<ReturnType<typeof createSandbox>>;
let soapRequests: Request[] = [];
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());

const soapSide = createSoapBridge({ contract, ticketKey: new Uint8Array(32).fill(5) });
const restSide = createRestBridge({ contract });

const rest = (path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Request =>
  new Request(`http://proxy/api/v1/Agents/${path}`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa("tje0:Tje0")}`, "content-type": "application/json", ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });

const overSoap = (request: Request): Promise<Response> =>
  restSide.handle(request, (soap) => {
    soapRequests.push(soap.clone());
    return soapSide.handle(soap, sandbox.fetch);
  });

describe("an agent's operation over a server that only speaks SOAP", () => {
  test.each<readonly [path: string, body: unknown]>([
    ["Contact/GetContact?contactId=59", undefined],
    ["contact/getcontactentity?CONTACTENTITYID=59", undefined],
    ["Contact/GetContactSummary", { ContactId: 59, Limit: 5 }],
    [
      "Contact/GetMyActiveContacts",
      { activitystarttime: "2020-01-01T00:00:00", ACTIONTYPE: "Updated, PersonUpdated" },
    ],
    ["Contact/GetContactList", [59, 178]],
    [
      "Pocket/GetMyCallerIDs",
      { LastHash: "", MinDate: "2000-01-01T00:00:00", MaxDate: "2030-01-01T00:00:00" },
    ],
    ["Contact/CreateDefaultContactEntity", undefined],
  ])("%s answers as REST itself does", async (path, body) => {
    const direct = await (await sandbox.fetch(rest(path, body))).json();
    const response = await overSoap(rest(path, body));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(direct);
  });

  test("writes", async () => {
    const saved = await overSoap(
      rest("Contact/SaveContactEntity", { name: "Ørret & Sild AS", category: { id: 902 } }),
    );
    const { ContactId } = (await saved.json()) as { readonly ContactId: number };
    const read = await sandbox.fetch(rest(`Contact/GetContactEntity?contactEntityId=${ContactId}`));
    expect(await read.json()).toMatchObject({ Name: "Ørret & Sild AS", Category: { Id: 902 } });
  });

  test("sends credentials, token and zone where SOAP has them", async () => {
    soapRequests = [];
    const headers = {
      authorization: "SoTicket 7T:x==",
      "so-apptoken": "app",
      "so-timezone": "NO, includeTZOffset",
    };
    await overSoap(rest("Contact/GetContact?contactId=59", undefined, headers));
    const [soap] = soapRequests;
    expect(soap?.url).toBe("http://proxy/Remote/Services88/Contact.svc");
    expect(soap?.headers.get("soapaction")).toBe(
      '"http://www.superoffice.net/ws/crm/NetServer/Services88/Contact/GetContact"',
    );
    const text = await soap?.text();
    expect(text).toContain("<Ticket>7T:x==</Ticket>");
    expect(text).toContain("<ApplicationToken>app</ApplicationToken>");
    expect(text).toContain("<SoTimeZoneLocationCode>NO</SoTimeZoneLocationCode>");
  });
});

describe("what cannot be answered says so", () => {
  const wrong = { authorization: `Basic ${btoa("tje0:wrong")}` };
  test.each([
    ["no operation", () => rest("Contact/Nothing"), 404, "not-found"],
    [
      "no credentials",
      () => rest("Contact/GetContact?contactId=1", undefined, { authorization: "" }),
      401,
      "credentials-missing",
    ],
    [
      "a wrong password",
      () => rest("Contact/GetContact?contactId=1", undefined, wrong),
      401,
      "credentials-refused",
    ],
    ["no argument", () => rest("Contact/GetContact"), 400, "request-invalid"],
    [
      "no JSON",
      () => new Request(rest("Contact/GetContactSummary"), { method: "POST", body: "{" }),
      400,
      "request-invalid",
    ],
    [
      "a value of another type",
      () => rest("Contact/GetContactSummary", { ContactId: "x" }),
      400,
      "request-invalid",
    ],
  ])("%s", async (_what, request, status, code) => {
    const response = await overSoap(request());
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });

  test("an exception of SOAP is an agent's error body with its status", async () => {
    const response = await overSoap(
      rest("Contact/GetContact?contactId=1", undefined, { authorization: "SoTicket 7T:nobody==" }),
    );
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({
      Message: expect.any(String),
      MessageDetail: expect.any(String),
    });
  });

  test.each([
    ["no connection", () => Promise.reject(new TypeError("refused")), "upstream-unreachable"],
    ["no XML", () => Promise.resolve(new Response("<html>")), "upstream-body"],
    [
      "a fault",
      () =>
        soapSide.handle(
          new Request("http://proxy/Remote/Services88/Contact.svc", { method: "POST", body: "<" }),
          sandbox.fetch,
        ),
      "upstream-fault",
    ],
  ])("an upstream with %s", async (_what, upstream, code) => {
    const request = rest("Contact/GetContact?contactId=1", undefined, { authorization: "SoTicket 7T:x==" });
    const response = await restSide.handle(request, upstream);
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ code });
  });
});
