// Nothing here may compile: each comment names the diagnostic of the line below it, and must-fail.test.ts counts.
import { appointmentAgent } from "../../src/generated/agents/appointment.ts";
import { contactAgent } from "../../src/generated/agents/contact.ts";
import { pocketAgent } from "../../src/generated/agents/pocket.ts";
import { contact } from "../../src/generated/entities/contact.ts";
import { basic, createClient, soTicket } from "../../src/index.ts";

const baseUrl = "https://crm.example.com";
const so = createClient({
  baseUrl,
  auth: basic("tje0", "Tje0"),
  apis: [appointmentAgent, contactAgent, contact],
});

// A literal that is no member of the enum.
// TS2820
so.agents.contact.getMyActiveContacts({ ActionType: "ActivityComplete" });
// A property that the class does not have, and one in another case.
// TS2561
so.agents.contact.getMyActiveContacts({ ActivityStart: "2013-02-04T15:29:21" });
// TS2561
so.contact.create({ name: "Dare Group" });
// A value of another type.
// TS2322
so.contact.create({ ContactId: "568" });
// No body where there must be one.
// TS2554
so.contact.create();
// An option that does not exist.
// TS2561
so.contact.create({}, { timeout: 1000 });
// TS2322
so.contact.create({}, { timeoutMs: "1000" });
// TS2322
so.contact.create({}, { headers: { "SO-TimeZone": 261 } });

// Calls and paths of an API that was not given.
// TS2339
so.agents.pocket.getMyCallerIDs({});
// TS2339
so.person.create({});
// TS2345
so.POST("/api/v1/Agents/Pocket/GetMyCallerIDs", { body: {} });
// A method that the path does not have.
// TS2345
so.PATCH("/api/v1/Contact", { body: {} });
// TS2322
so.POST("/api/v1/Contact", { body: { ContactId: "568" } });

// A path parameter of another type, and none at all.
// TS2345
so.contact.get("7");
// TS2554
so.contact.get();
// Query parameters that an operation needs, and one that it does not have.
// TS2554
so.agents.appointment.getAppointment();
// TS2353
so.agents.appointment.getAppointment({ query: { appointmentId: 1, nosuch: 1 } });
// A patch that is none, and text for a file.
// TS2322
so.contact.patch(7, [{ op: "swap", path: "/Name" }]);
// TS2345
so.contact.saveImage(7, "GIF89");
// A file is a Blob or null.
const image = await so.contact.getImage(7);
// TS18047
if (image.ok) image.data.size;

// Data before `ok` was asked, and a property that a select left out.
const created = await so.contact.create({}, { select: ["Name"] });
// TS18048
created.data.Name;
if (created.ok) {
  // TS18047
  created.data.Associate.Name;
  // TS2339
  created.data.NoSuchProperty;
  // TS18048
  created.error.code;
}
const active = await so.agents.contact.getMyActiveContacts({});
if (active.ok) {
  // An agent answers null for what it does not find.
  // TS18047
  active.data.length;
} else if (active.error.code === "status") {
  // TS2339
  active.error.timeoutMs;
}

// Options that make no client.
// TS2741
createClient({ baseUrl });
// TS2322
createClient({ baseUrl, apis: [pocketAgent], auth: "8A:x" });
// TS2561
createClient({ baseUrl, apis: [pocketAgent], timeout: 5 });
// TS2739
createClient({ baseUrl, apis: [{ at: ["x"] }] });
// TS2561
soTicket("7T:x", { apptoken: "y" });
// TS2554
basic("tje0");
