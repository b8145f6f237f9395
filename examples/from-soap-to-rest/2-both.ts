// The same. What writes goes by SOAP still, what reads by REST.
import { basic, createClient } from "@so-webapi/client";
import { contactAgent } from "@so-webapi/client/agents/contact";
import soap from "soap";

const url = process.env.SO_URL ?? "http://127.0.0.1:8787";
const user = process.env.SO_USER ?? "tje0";
const password = process.env.SO_PASSWORD ?? "Tje0";

const services = `${url}/Remote/Services86`;
const principal = await soap.createClientAsync(`${services}/SoPrincipal.svc?wsdl`);
const [login] = await principal.AuthenticateUsernamePasswordAsync({ UserName: user, Password: password });

const keepDates = { customDeserializer: { dateTime: (text: string) => text } };
const contacts = await soap.createClientAsync(`${services}/Contact.svc?wsdl`, keepDates);
contacts.addSoapHeader(
  { Credentials: login.Credentials },
  undefined,
  "tns",
  "http://www.superoffice.net/ws/crm/NetServer/Services86",
);

const [{ Response: company }] = await contacts.GetContactEntityAsync({ ContactEntityId: 59 });
await contacts.SaveContactEntityAsync({ ContactEntity: { ...company, Department: "Called" } });
const [{ Response: saved }] = await contacts.GetContactEntityAsync({ ContactEntityId: 59 });
console.log(`${saved.Name}: ${saved.Department}`);

const so = createClient({ baseUrl: url, auth: basic(user, password), apis: [contactAgent], throws: true });

const active = await so.agents.contact.getMyActiveContacts({ ActionType: "Updated, PersonUpdated" });
for (const company of active ?? []) console.log(`${company.ContactId} ${company.Name}`);
