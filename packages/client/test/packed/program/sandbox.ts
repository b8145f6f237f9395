import { basic, createClient } from "@so-webapi/client";
import { contactAgent } from "@so-webapi/client/agents/contact";
import { contact } from "@so-webapi/client/entities/contact";
import type { Checks } from "./check.ts";
import { has, isTrue, same, thrown } from "./expect.ts";

const auth = basic("tje0", "Tje0");
const apis = [contactAgent, contact] as const;

/** Against the sandbox. */
export const sandboxChecks: Checks = {
  "writes a contact and reads it back": async ({ sandbox }) => {
    const so = createClient({ baseUrl: sandbox, auth, apis });
    const created = await so.contact.create({ Name: "Packed Ltd", Phones: [{ Value: "+47 22 00 00 00" }] });
    if (!created.ok) throw created.error;
    isTrue(created.data.ContactId > 0, "an id");
    const read = await so.contact.get(created.data.ContactId);
    if (!read.ok) throw read.error;
    has(read.data, { ContactId: created.data.ContactId, Name: "Packed Ltd" });
    has(read.data.Phones?.[0], { Value: "+47 22 00 00 00" });
  },

  "patches and selects": async ({ sandbox }) => {
    const so = createClient({ baseUrl: sandbox, auth, apis, throws: true });
    const { ContactId } = await so.contact.create({ Name: "Before" });
    await so.contact.patch(ContactId, [{ op: "replace", path: "/Name", value: "Between" }]);
    await so.contact.patch(ContactId, { Department: "Oslo" });
    const read = await so.contact.get(ContactId, { select: ["Name", "Department"] });
    has(read, { Name: "Between", Department: "Oslo", Country: null });
  },

  "lists what is there": async ({ sandbox }) => {
    const so = createClient({ baseUrl: sandbox, auth, apis, throws: true });
    const name = `Listed ${crypto.randomUUID()}`;
    const { ContactId } = await so.contact.create({ Name: name });
    const { value } = await so.contact.list({
      select: ["contactId", "name"],
      query: { $filter: `name eq '${name}'` },
    });
    same(
      value?.map((row) => row.contactId),
      [ContactId],
    );
  },

  "calls an agent by name and as openapi-fetch does": async ({ sandbox }) => {
    const so = createClient({ baseUrl: sandbox, auth, apis });
    const { ContactId = 0 } = (await so.contact.create({ Name: "Summed up" })).data ?? {};
    const named = await so.agents.contact.getContactSummary({ ContactId });
    if (!named.ok) throw named.error;
    const raw = await so.POST("/api/v1/Agents/Contact/GetContactSummary", { body: { ContactId } });
    same(raw.data, named.data);
  },

  "gives the vendor's error for what is not there": async ({ sandbox }) => {
    const so = createClient({ baseUrl: sandbox, auth, apis });
    const { error } = await so.contact.get(2_000_000_000);
    has(error, { code: "status", status: 404, name: "SoStatusError" });
  },

  "throws in the throwing mode": async ({ sandbox }) => {
    const so = createClient({ baseUrl: sandbox, auth: basic("tje0", "wrong"), apis, throws: true });
    has(await thrown(() => so.contact.get(1)), { code: "status", status: 401, family: "client" });
  },

  "gives the answer itself when asked": async ({ sandbox }) => {
    const so = createClient({ baseUrl: sandbox, auth, apis });
    const response = await so.contact.createDefault().asResponse();
    same(response.status, 200);
    has(await response.json(), { ContactId: 0 });
  },
};
