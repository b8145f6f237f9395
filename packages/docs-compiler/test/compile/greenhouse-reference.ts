import { renderPage } from "../pages/render-page.ts";
import { greenhouseWsdl } from "../wsdl/fixtures/greenhouse.ts";
import { writeTree } from "./write-tree.ts";

const bedRows = [
  ["BedId", "int32", "Key."],
  ["Plants", "array", "What grows."],
  ["Labels", "object", "Loose words."],
  ["Humidity", "int32", "In per cent."],
  ["Weather", "string", "Above the bed."],
  ["Tools", "string", "Left in it."],
  ["Colour", "string", "REST only."],
] as const;

const bed = {
  BedId: 1,
  Plants: [{ TableRight: null, Name: "Basil", Height: 0.3 }],
  Labels: { row: "A" },
  Humidity: 40,
  Weather: "Sun",
  Tools: "Spade, Hose",
  Colour: "green",
};

/** Pages and WSDLs of an invented agent and an invented entity, by path below a reference folder. */
export const greenhousePages = (): Record<string, string> => ({
  "agent/Greenhouse_Agent/v1GreenhouseAgent_GetBed.md": renderPage({
    uid: "v1GreenhouseAgent_GetBed",
    verb: "POST",
    path: "Agents/Greenhouse/GetBed",
    query: [["$select", "string", "Properties that the answer has."]],
    request: { heading: "request", prose: "BedId", rows: [["BedId", "Integer", "Key."]] },
    bodyType: "Bed",
    rows: bedRows,
    sampleBody: { BedId: 1 },
    answer: bed,
  }),
  "agent/Greenhouse_Agent/v1GreenhouseAgent_WaterBeds.md": renderPage({
    uid: "v1GreenhouseAgent_WaterBeds",
    verb: "POST",
    path: "Agents/Greenhouse/WaterBeds",
    request: {
      heading: "request",
      prose: "Beds, Weather",
      rows: [
        ["Beds", "Array", "Which."],
        ["Weather", "String", "Why."],
      ],
    },
    bodyType: "TableRight",
    statuses: [["204", "Gone"]],
    sampleBody: { Beds: [{ Name: "Basil", Height: 0.3 }], Weather: "qui" },
    answer: null,
  }),
  "rest/Bed/v1BedEntity_GetBed.md": renderPage({
    uid: "v1BedEntity_GetBed",
    verb: "GET",
    path: "Bed/{id}",
    pathTable: [["id", "int32", "Key. **Required**"]],
    bodyType: "Bed",
    rows: bedRows,
    answer: { ...bed, Weather: "Fog" },
  }),
});

/** A whole reference folder: pages of an agent and an entity, and WSDLs of two versions. */
export const greenhouseReference = (): Record<string, string> => ({
  ...greenhousePages(),
  "wsdl/WSDL-Services84-Greenhouse.xml": greenhouseWsdl({ version: 84, oneLine: true }),
  "wsdl/WSDL-Services88-Greenhouse.xml": greenhouseWsdl({ version: 88 }),
});

const answer = "description: As expected.\n";
const names =
  "BadRequestOfAgent BadRequestOfEntity Unauthorized Forbidden MisdirectedRequest InternalServerError";

/** The parts of a contract folder that people write. */
export const handWrittenContract = (): Record<string, string> => ({
  "openapi.yaml":
    "openapi: 3.1.1\ninfo:\n  title: Greenhouse\n  version: 1.0.0\npaths: {}\ncomponents:\n  schemas: {}\n",
  "parameters.yaml": "Select:\n  name: $select\n  in: query\n  schema:\n    type: string\n",
  "responses.yaml": names
    .split(" ")
    .map((name) => `${name}:\n  ${answer}`)
    .join(""),
  "schemas/DateTime.yaml": "x-hand-written: true\ntype: string\n",
});

/** Writes both into a new folder and gives their paths. */
export const greenhouse = (reference = greenhouseReference()): { reference: string; contract: string } => ({
  reference: writeTree(reference),
  contract: writeTree(handWrittenContract()),
});
