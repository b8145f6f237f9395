import { type Client, createClientAsync } from "soap";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Program, startNode } from "../support/programs.ts";

const namespace = "http://www.superoffice.net/ws/crm/NetServer/Services88";

// node-soap gives what the WSDL says, which TypeScript does not know.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Parsed = any;
const call = (client: Client, name: string, input: object): Promise<readonly [Parsed, string, Parsed]> =>
  client[`${name}Async`](input);

describe("a client of node-soap that knows the proxy's WSDLs and nothing else", () => {
  let program: Program;
  let ticket = "";
  beforeAll(async () => {
    program = await startNode({ VALIDATION: "enforce" });
    const principal = await service("SoPrincipal");
    const [login] = await call(principal, "AuthenticateUsernamePassword", {
      UserName: "tje0",
      Password: "Tje0",
    });
    ticket = login.Credentials?.Ticket ?? JSON.stringify(login);
  });
  afterAll(() => program?.stop());

  async function service(agent: string): Promise<Client> {
    const client = await createClientAsync(`${program.address}/Remote/Services88/${agent}.svc?wsdl`);
    if (ticket !== "") client.addSoapHeader({ Credentials: { Ticket: ticket } }, undefined, "tns", namespace);
    return client;
  }

  it("logs in, saves a company, sees it among the active ones and deletes it", async () => {
    expect(ticket).toMatch(/^SB:/);
    const contact = await service("Contact");
    const [saved, , header] = await call(contact, "SaveContactEntity", {
      ContactEntity: { Name: "Grønn & Sønn", Category: { Id: 902 } },
    });
    expect(header, JSON.stringify(header)).toMatchObject({ Succeeded: "true" });
    const id: number = saved.Response.ContactId;
    const [active] = await call(contact, "GetMyActiveContacts", { ActionType: "Created" });
    expect(active.Response.ContactActivity).toContainEqual(
      expect.objectContaining({ ContactId: id, Name: "Grønn & Sønn", Action: "Created" }),
    );
    await call(contact, "DeleteContactEntity", { ContactEntityId: id });
    const [gone] = await call(contact, "GetContactEntity", { ContactEntityId: id });
    expect(gone?.Response).toBeFalsy();
  });

  it("reads a list", async () => {
    const lists = await service("MDO");
    const [answer] = await call(lists, "GetList", { Name: "category", ForceFlatList: true });
    expect(answer.Response.MDOListItem.map(({ Id }: { Id: number }) => Id)).toContain(857);
  });

  it("gets an error of the platform as ExceptionInfo, with its own words", async () => {
    const appointment = await service("Appointment");
    const [, , header] = await call(appointment, "SaveAppointmentEntity", {
      AppointmentEntity: { Contact: { ContactId: 999999 } },
    });
    expect(header.Succeeded).toBe("false");
    expect(header.ExceptionInfo.Message).not.toBe("");
  });
});
