import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Client, createClientAsync } from "soap";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Program, startNode } from "../support/programs.ts";

const namespace = "http://www.superoffice.net/ws/crm/NetServer/Services88";

// node-soap gives what the WSDL says, which TypeScript does not know.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Parsed = any;
const call = (client: Client, name: string, input: object): Promise<readonly [Parsed, string, Parsed]> =>
  client[`${name}Async`](input);

const reference =
  process.env["SO_REFERENCE_DIR"] ??
  fileURLToPath(new URL("../../../../../shared/reference", import.meta.url));
const hasReference = existsSync(reference);
if (!hasReference) console.warn("the reference pages are not here: the vendor's WSDLs were not tried");

/** Where a client has its WSDL from. */
type Source = (address: string, agent: string) => string;
const sources: readonly (readonly [name: string, source: Source])[] = [
  ["the proxy's WSDLs", (address) => `${address}?wsdl`],
  ...(hasReference
    ? [
        [
          "the vendor's WSDLs",
          (_: string, agent: string) => `${reference}/wsdl/WSDL-Services88-${agent}.xml`,
        ] as const,
      ]
    : []),
];

describe.each(sources)("a client of node-soap that knows %s and nothing else", (_name, source) => {
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
    const address = `${program.address}/Remote/Services88/${agent}.svc`;
    const client = await createClientAsync(source(address, agent));
    // A vendor's WSDL names the vendor's host.
    client.setEndpoint(address);
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
