// Changes a company, then lists those that changed. By SOAP, as it always was. Nothing of node-soap is typed.
import soap from "soap";

const url = process.env.SO_URL ?? "http://127.0.0.1:8787";
const services = `${url}/Remote/Services86`; // was https://crm.example.com/Remote/Services86: all that changes

const principal = await soap.createClientAsync(`${services}/SoPrincipal.svc?wsdl`);
const [login] = await principal.AuthenticateUsernamePasswordAsync({
  UserName: process.env.SO_USER ?? "tje0",
  Password: process.env.SO_PASSWORD ?? "Tje0",
});

// node-soap writes the dates that it reads in a form that SOAP does not have: keep them texts.
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

const [{ Response: active }] = await contacts.GetMyActiveContactsAsync({
  ActionType: "Updated PersonUpdated",
});
for (const company of active.ContactActivity) console.log(`${company.ContactId} ${company.Name}`);
