import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { describeVersion } from "../../src/soap/describe.ts";
import type { SoapDescriptors } from "../../src/soap/descriptors.ts";
import { listVersions, loadDescriptors } from "../../src/soap/load-descriptors.ts";
import { reachableTypes } from "../../src/soap/reachable-types.ts";
import { writeDescriptors } from "../../src/soap/write-descriptors.ts";
import { parseWsdl } from "../../src/wsdl/parse-wsdl.ts";
import { assembleVersion, readVersions } from "../../src/wsdl/read-versions.ts";
import type { VersionModel } from "../../src/wsdl/version-model.ts";
import { greenhouseNamespace, greenhouseWsdl } from "../wsdl/fixtures/greenhouse.ts";
import { committedSoap, referenceFolder } from "../wsdl/fixtures/reference-folder.ts";

/** Maps as lists, so that a comparison shows what differs. */
const plain = (descriptors: SoapDescriptors): unknown =>
  JSON.parse(JSON.stringify(descriptors, (_, value: unknown) => (value instanceof Map ? [...value] : value)));

const modelOf = (version: 84 | 88): VersionModel => {
  const { wsdl } = parseWsdl({ file: "made-up.xml", firstLine: 1, text: greenhouseWsdl({ version }) });
  return assembleVersion(version, [{ agent: "Greenhouse", wsdl }]).model;
};

describe("SOAP descriptors", () => {
  const models = [modelOf(88), modelOf(84)];
  const files = writeDescriptors(models.map(describeVersion));
  const read = (path: string): unknown => JSON.parse(files.get(path) ?? "null");

  it("store what two versions share once, and mark the rest", () => {
    expect(read("types/classes.json")).toMatchObject({
      Bed: [
        "< Carrier",
        "BedId xs:int",
        "Plants ArrayOfPlant?",
        "Grid ArrayOfArrayOfPlant?",
        "Labels LabelDictionary?",
        "Humidity xs:short @88-",
        "Weather Weather",
        "Tools Tools",
      ],
    });
    expect(read("types/enums.json")).toEqual({
      Weather: ["< xs:short", "Sun 0", "Rain 1", "Storm 10", "Frost -1 @88-"],
    });
    expect(read("agents/Greenhouse.json")).toEqual({
      versions: "84-",
      knownTypes: ["RaisedBed"],
      operations: {
        Enter: ["= Response xs:boolean", ": headers ApplicationToken > Succeeded"],
        GetBed: ["BedId xs:int", "= Response Bed?"],
        OpenRoof: ["@88-", "= Angle xs:long"],
        WaterBeds: ["Beds ArrayOfPlant?", "Weather Weather"],
      },
    });
  });

  it("give each version back as its WSDL says it", () => {
    for (const model of models) {
      expect(plain(loadDescriptors(read, model.version))).toEqual(plain(describeVersion(model)));
    }
    expect(loadDescriptors(read, 88).agents.get("Greenhouse")?.operations.get("GetBed")).toEqual({
      name: "GetBed",
      action: `${greenhouseNamespace(88)}/Greenhouse/GetBed`,
      request: "GetBed",
      response: "GetBedResponse",
      arguments: [{ name: "BedId", type: "xs:int", nillable: false, minOccurs: 0, maxOccurs: 1 }],
      results: [{ name: "Response", type: "Bed", nillable: true, minOccurs: 0, maxOccurs: 1 }],
      requestHeaders: ["ApplicationToken", "Credentials"],
      responseHeaders: ["Succeeded"],
    });
  });

  it("are the same bytes whatever the order of reading", () => {
    expect(writeDescriptors(models.toReversed().map(describeVersion))).toEqual(files);
  });

  it("refuse a version that they do not describe", () => {
    expect(() => loadDescriptors(read, 83)).toThrow(RangeError);
  });
});

describe("the committed descriptors", () => {
  const versions = listVersions(committedSoap);

  it("describe the five versions that are served, every operation of them", () => {
    const counts = versions.map((version) => {
      const agents = [...loadDescriptors(committedSoap, version).agents.values()];
      return [version, agents.reduce((sum, { operations }) => sum + operations.size, 0)];
    });
    expect(counts).toEqual([
      [84, 1355],
      [85, 1385],
      [86, 1461],
      [87, 1513],
      [88, 1849],
    ]);
  });

  it("refer to nothing that they do not declare, and declare nothing that nothing uses", () => {
    for (const version of versions) {
      const { types, headers, agents } = loadDescriptors(committedSoap, version);
      const used = new Set<string>();
      for (const { operations, knownTypes } of agents.values()) {
        for (const type of reachableTypes(types, headers, operations.values())) used.add(type);
        for (const type of knownTypes) used.add(type);
      }
      const declared = [...types.keys()].filter((type) => !type.startsWith("ser:"));
      expect(declared.filter((type) => !used.has(type))).toEqual([]);
      const referred = [...types.values()].flatMap((type) => {
        if (type.kind === "class")
          return [type.base ?? "xs:anyType", ...type.elements.map((element) => element.type)];
        return type.kind === "array" ? [type.item.type] : [];
      });
      expect(referred.filter((type) => !type.startsWith("xs:") && !types.has(type))).toEqual([]);
    }
  });

  const folder = referenceFolder("SOAP descriptors");
  const reference = folder === undefined ? [] : readVersions(folder).versions;
  it.skipIf(folder === undefined)(
    "are what the WSDLs of the reference say, byte for byte and version by version",
    () => {
      for (const [path, text] of writeDescriptors(reference.map(describeVersion))) {
        expect(readFileSync(join(committedSoap, path), "utf8"), path).toBe(text);
      }
      for (const model of reference) {
        expect(plain(loadDescriptors(committedSoap, model.version))).toEqual(plain(describeVersion(model)));
      }
    },
  );

  it.skipIf(folder === undefined)("lead to exactly the types that each WSDL declares", () => {
    for (const model of reference) {
      const { types, headers, agents, namespace, namespaces } = loadDescriptors(committedSoap, model.version);
      for (const { agent, operations, knownTypes } of agents.values()) {
        const led = new Set([...reachableTypes(types, headers, operations.values()), ...knownTypes]);
        const keys = [...led].map((name) => {
          const [local = "", prefix] = name.split(":").reverse();
          return `{${prefix === undefined ? namespace : namespaces[prefix]}}${local}`;
        });
        const serializer = /^\{http:\/\/schemas\.microsoft\.com\/2003\/10\/Serialization\/\}/;
        const declared = [...(model.agents.get(agent)?.types ?? [])].filter((key) => !serializer.test(key));
        expect(keys.filter((key) => !serializer.test(key)).sort()).toEqual(declared.sort());
      }
    }
  });
});
