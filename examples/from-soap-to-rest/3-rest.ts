// The same without SOAP: all of it typed, and the write sends only what changes.
import { basic, createClient } from "@so-webapi/client";
import { contactAgent } from "@so-webapi/client/agents/contact";
import { contact } from "@so-webapi/client/entities/contact";

const so = createClient({
  baseUrl: process.env.SO_URL ?? "http://127.0.0.1:8787",
  auth: basic(process.env.SO_USER ?? "tje0", process.env.SO_PASSWORD ?? "Tje0"),
  apis: [contactAgent, contact],
  throws: true,
});

const saved = await so.contact.patch(59, { Department: "Called" });
console.log(`${saved.Name}: ${saved.Department}`);

const active = await so.agents.contact.getMyActiveContacts({ ActionType: "Updated, PersonUpdated" });
for (const company of active ?? []) console.log(`${company.ContactId} ${company.Name}`);
