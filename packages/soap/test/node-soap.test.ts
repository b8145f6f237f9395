import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type Client, createClientAsync } from "soap";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { soapPages } from "./pages/soap-pages.ts";
import { serve } from "./serve.ts";
import { sandboxBridge } from "./support.ts";

let world: Awaited<ReturnType<typeof sandboxBridge>>;
let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  world = await sandboxBridge();
  server = await serve((request) => world.bridge.handle(request, world.send));
});
afterAll(async () => {
  await server.close();
  await world.close();
});

const namespace = (version: number): string =>
  `http://www.superoffice.net/ws/crm/NetServer/Services${version}`;

/** A client of node-soap that knows the WSDL and nothing else of ours. */
async function client(version: number, agent: string, wsdl?: string): Promise<Client> {
  const address = `${server.origin}/Remote/Services${version}/${agent}.svc`;
  const made = await createClientAsync(wsdl ?? `${address}?wsdl`);
  if (wsdl !== undefined) made.setEndpoint(address);
  return made;
}

async function signedIn(version: number, agent: string, wsdl?: string): Promise<Client> {
  const made = await client(version, agent, wsdl);
  made.addSoapHeader({ Credentials: { Ticket: world.ticket } }, undefined, "tns", namespace(version));
  return made;
}

// node-soap gives what the WSDL says, which TypeScript does not know.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Parsed = any;
type Answer = readonly [result: Parsed, raw: string, header: Parsed];
const call = (made: Client, name: string, input: object): Promise<Answer> => made[`${name}Async`](input);

const reference = soapPages("node-soap with the vendor's WSDLs");
const sources: readonly (readonly [
  name: string,
  wsdl: (version: number, agent: string) => string | undefined,
])[] = [
  ["the bridge's own WSDL", () => undefined],
  ...(reference === undefined
    ? []
    : [
        [
          "the vendor's WSDL",
          (version: number, agent: string) =>
            resolve(reference, `../wsdl/WSDL-Services${version}-${agent}.xml`),
        ] as const,
      ]),
];

describe.each(sources)("node-soap with %s", (_name, wsdlOf) => {
  test.each([84, 85, 86, 87, 88])("reads and writes companies of Services%i", async (version) => {
    const contact = await signedIn(version, "Contact", wsdlOf(version, "Contact"));
    const [saved, , header] = await call(contact, "SaveContactEntity", {
      ContactEntity: {
        Name: `Grønn & Sønn <${version}>`,
        Department: "",
        Phones: { EntityElement: [{ Value: "+47 22 00 00 00" }] },
        Category: { Id: 902 },
      },
    });
    expect(header, JSON.stringify(header.ExceptionInfo)).toMatchObject({ Succeeded: "true" });
    const id: number = saved.Response.ContactId;
    const [read] = await call(contact, "GetContactEntity", { ContactEntityId: id });
    expect(read.Response.Name).toBe(`Grønn & Sønn <${version}>`);
    expect(read.Response.Phones.EntityElement[0].Value).toBe("+47 22 00 00 00");
    const [list] = await call(contact, "GetContactList", { ContactIds: { int: [id, 59] } });
    expect(list.Response.Contact.map((each: { ContactId: number }) => each.ContactId)).toEqual([id, 59]);
  });

  test("filters activities by flags, an array of numbers and a date", async () => {
    const contact = await signedIn(86, "Contact", wsdlOf(86, "Contact"));
    const [{ Response }] = await call(contact, "GetMyActiveContacts", {
      ActivityStartTime: "2020-01-01T00:00:00Z",
      ContactCategories: {},
      ActionType: "Updated PersonUpdated",
    });
    const actions = new Set(Response.ContactActivity.map((each: { Action: string }) => each.Action));
    expect([...actions].sort()).toEqual(["PersonUpdated", "Updated"]);
  });

  test("logs in by name and password and calls with the ticket it was given", async () => {
    const principal = await client(88, "SoPrincipal", wsdlOf(88, "SoPrincipal"));
    const [login] = await call(principal, "AuthenticateUsernamePassword", {
      UserName: "tje0",
      Password: "Tje0",
    });
    expect(login.AuthenticationSucceeded).toBe(true);
    expect(login.Response.Associate).toBe("tje0");
    const contact = await client(88, "Contact", wsdlOf(88, "Contact"));
    contact.addSoapHeader({ Credentials: login.Credentials }, undefined, "tns", namespace(88));
    const [{ Response }] = await call(contact, "GetContact", { ContactId: 59 });
    expect(Response.ContactId).toBe(59);
  });

  test("sees ExceptionInfo where the call fails", async () => {
    const contact = await client(88, "Contact", wsdlOf(88, "Contact"));
    const [, , header] = await call(contact, "GetContact", { ContactId: 59 });
    expect(header.Succeeded).toBe("false");
    expect(header.ExceptionInfo.Parameters.SoExceptionInfoParametersKeyValuePair).toEqual({
      Key: "Code",
      Value: "credentials-missing",
    });
  });

  test("sees a fault where a value is wrong", async () => {
    const contact = await signedIn(88, "Contact", wsdlOf(88, "Contact"));
    const failing = call(contact, "GetContact", { ContactId: "many" });
    await expect(failing).rejects.toMatchObject({
      root: { Envelope: { Body: { Fault: { detail: { error: { code: "value-invalid" } } } } } },
    });
  });
});

test("node-soap loads the WSDL of every agent and finds every operation in it", async () => {
  const { openDescriptors } = await import("../src/index.ts");
  const services = openDescriptors(88);
  for (const name of services.agents) {
    const made = await client(88, name);
    const [ports] = Object.values(made.describe());
    const [operations] = Object.values(ports as object);
    expect(Object.keys(operations).sort(), name).toEqual(
      [...(services.agent(name)?.operations.keys() ?? [])].sort(),
    );
  }
});

test("the vendor's WSDLs are where this test thinks, if the pages are", () => {
  if (reference !== undefined) expect(existsSync(resolve(reference, "../wsdl"))).toBe(true);
});
