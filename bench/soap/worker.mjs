// One size in a fresh process: prints the medians, in milliseconds, of a call through the bridge, of the same call of REST, and
// of parsing the bridge's answer with the bridge's XML parser and no handlers.
import { createRequire } from "node:module";
import { operations, shapes } from "../../packages/operations/dist/all.js";
import { createSoapBridge } from "../../packages/soap/dist/index.js";
import { median } from "../statistics.mjs";

const { SaxesParser } = createRequire(new URL("../../packages/soap/package.json", import.meta.url))("saxes");
const size = Number(process.argv[2]);

const row = (id) => ({
  ContactId: id,
  Department: "Sales & service",
  OrgNr: `NO 9${id}`,
  Name: `Nordlys Ferger ${id}`,
  URL: `https://nordlys${id}.example.com/`,
  AssociateFullName: "Tjerand Eide",
  Action: id % 2 === 0 ? "Updated" : "Created, PersonAdded",
  ActionTime: "2024-02-29T08:05:00",
  Category: "Customer",
  ActivityPersonName: null,
  ActionId: id,
  PersonId: 0,
  ActivityPersonId: 5,
  AssociateId: 1,
  TableRight: null,
  FieldProperties: {},
});
const rows = [];
let length = 2;
while (length < size) {
  rows.push(row(rows.length + 1));
  length += JSON.stringify(rows.at(-1)).length + 1;
}
const json = JSON.stringify(rows);

const namespace = "http://www.superoffice.net/ws/crm/NetServer/Services88";
const request = `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><Credentials xmlns="${namespace}"><Ticket>7T:1234==</Ticket></Credentials></s:Header><s:Body><GetMyActiveContacts xmlns="${namespace}"><ActivityStartTime>2024-01-01T00:00:00</ActivityStartTime><ActionType>Created Updated</ActionType></GetMyActiveContacts></s:Body></s:Envelope>`;

const bridge = createSoapBridge({ contract: { operations, shapes } });
const upstream = async (sent) => {
  await sent.text();
  return new Response(json, { headers: { "content-type": "application/json" } });
};
const post = (path, body, type) =>
  new Request(`http://127.0.0.1${path}`, { method: "POST", headers: { "content-type": type }, body });
const throughBridge = async () => {
  const sent = post("/Remote/Services88/Contact.svc", request, "text/xml; charset=utf-8");
  return (await bridge.handle(sent, upstream)).text();
};
const throughRest = async () => {
  const body = '{"ActivityStartTime":"2024-01-01T00:00:00","ActionType":"Created, Updated"}';
  return (
    await upstream(post("/api/v1/Agents/Contact/GetMyActiveContacts", body, "application/json"))
  ).text();
};
const xml = await throughBridge();
if (!xml.includes("<Succeeded>true</Succeeded>")) throw new Error(xml.slice(0, 1000));
const parse = () => new SaxesParser({ xmlns: true }).write(xml).close();

const times = { bridge: [], rest: [], parse: [] };
const passes = { bridge: throughBridge, rest: throughRest, parse };
const count = size < 10_000 ? 3_000 : 60;
for (let pass = 0; pass < count; pass++) {
  for (const [name, run] of Object.entries(passes)) {
    const start = performance.now();
    await run();
    if (pass >= count / 3) times[name].push(performance.now() - start);
  }
}
const medians = Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
console.log(JSON.stringify({ ...medians, jsonBytes: json.length, xmlBytes: xml.length }));
