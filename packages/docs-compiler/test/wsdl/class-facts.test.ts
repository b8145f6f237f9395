import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/diagnostic.ts";
import { classFacts } from "../../src/wsdl/class-facts.ts";
import { formatType } from "../../src/wsdl/merge-properties.ts";
import { parseWsdl } from "../../src/wsdl/parse-wsdl.ts";
import { assembleVersion } from "../../src/wsdl/read-versions.ts";
import { greenhouseWsdl } from "./fixtures/greenhouse.ts";

const versionOf = (version: 84 | 88, text = greenhouseWsdl({ version })) => {
  const file = `wsdl/WSDL-Services${version}-Greenhouse.xml`;
  const { wsdl } = parseWsdl({ file, firstLine: 1, text });
  return assembleVersion(version, [{ agent: "Greenhouse", wsdl }]).model;
};
const { facts, diagnostics } = classFacts([versionOf(88), versionOf(84)]);
const codes = (found: readonly Diagnostic[]): string[] => [...new Set(found.map(({ code }) => code))];

describe("classFacts", () => {
  it("resolves a class with the elements of its base chain first", () => {
    expect(diagnostics).toEqual([]);
    const bed = facts.classes.get("RaisedBed")!;
    expect(bed).toMatchObject({ base: "Bed", version: 88, versions: [88, 84] });
    expect(bed.properties.map(({ name, type, declaredBy }) => [name, formatType(type), declaredBy])).toEqual([
      ["TableRight", "string", "Carrier"],
      ["BedId", "int", "Bed"],
      ["Plants", "Plant[]", "Bed"],
      ["Grid", "Plant[][]", "Bed"],
      ["Labels", "{string: string}", "Bed"],
      ["Humidity", "short", "Bed"],
      ["Weather", "Weather", "Bed"],
      ["Tools", "Tools", "Bed"],
      ["Legs", "int", "RaisedBed"],
    ]);
  });

  it("says which versions agree", () => {
    const versions = facts.classes
      .get("Bed")!
      .properties.map((property) => [property.name, property.versions]);
    expect(versions).toContainEqual(["Humidity", [88]]);
    expect(versions).toContainEqual(["BedId", [88, 84]]);
  });

  it("lets the newest version speak and keeps what another says, with its place", () => {
    const older = versionOf(
      84,
      greenhouseWsdl({ version: 84 }).replace(
        'name="Height" type="xs:double"',
        'name="Height" type="xs:int"',
      ),
    );
    const height = classFacts([versionOf(88), older])
      .facts.classes.get("Plant")!
      .properties.at(-1)!;
    expect(height).toMatchObject({
      type: { kind: "primitive", name: "double" },
      versions: [88],
      differences: [{ version: 84, type: { name: "int" }, file: "wsdl/WSDL-Services84-Greenhouse.xml" }],
    });
  });

  it("keeps as former what only an older version has", () => {
    const [later] = [greenhouseWsdl().replace(/<xs:element [^>]*name="Height"[^>]*\/>/, "")];
    const plant = classFacts([versionOf(88, later), versionOf(84)]).facts.classes.get("Plant")!;
    expect(plant.properties.map(({ name }) => name)).toEqual(["TableRight", "Name"]);
    expect(plant.former).toMatchObject([{ name: "Height", versions: [84] }]);
  });

  it("gives members with numbers and versions, and tells flags", () => {
    expect(facts.enums.get("Weather")).toMatchObject({ flags: false, underlying: "short" });
    expect(facts.enums.get("Weather")?.members).toMatchObject([
      { name: "Sun", number: 0, versions: [88, 84] },
      { name: "Rain", number: 1 },
      { name: "Storm", number: 10 },
      { name: "Frost", number: -1, versions: [88] },
    ]);
    expect(facts.enums.get("Tools")?.flags).toBe(true);
  });

  it("gives arguments in order and the result of an operation", () => {
    expect(facts.operations.get("Greenhouse.GetBed")).toMatchObject({
      arguments: [{ name: "BedId", type: { name: "int" } }],
      result: { name: "Response", type: { kind: "class", name: "Bed" }, nillable: true },
      versions: [88, 84],
    });
    expect(facts.operations.get("Greenhouse.WaterBeds")?.result).toBeUndefined();
    expect(facts.operations.get("Greenhouse.OpenRoof")).toMatchObject({
      result: { name: "Angle" },
      versions: [88],
    });
  });

  it("reports a reference that leads nowhere and calls it unknown", () => {
    const broken = versionOf(88, greenhouseWsdl().replace('type="tns:Weather"', 'type="tns:Climate"'));
    const found = classFacts([broken]);
    expect(codes(found.diagnostics)).toEqual(["wsdl-unknown-type"]);
    expect(found.facts.classes.get("Bed")?.properties.find(({ name }) => name === "Weather")?.type).toEqual({
      kind: "unknown",
      name: "Climate",
    });
  });

  it("reports a base that is its own descendant instead of running forever", () => {
    const text = greenhouseWsdl().replace(
      '<xs:extension base="tns:Carrier">',
      '<xs:extension base="tns:Plant">',
    );
    expect(codes(classFacts([versionOf(88, text)]).diagnostics)).toEqual(["wsdl-bad-base"]);
  });
});

describe("assembleVersion", () => {
  const one = (text: string, agent: string) => ({
    agent,
    wsdl: parseWsdl({ file: `${agent}.xml`, firstLine: 1, text }).wsdl,
  });

  it("takes a type that two agents declare alike once", () => {
    const { model, diagnostics: found } = assembleVersion(88, [
      one(greenhouseWsdl(), "Greenhouse"),
      one(greenhouseWsdl({ oneLine: true }), "Orangery"),
    ]);
    expect(found).toEqual([]);
    expect([...model.agents.keys()]).toEqual(["Greenhouse", "Orangery"]);
  });

  it("reports a type that two agents of one version declare with two shapes", () => {
    const other = greenhouseWsdl().replace('name="Height" type="xs:double"', 'name="Height" type="xs:int"');
    const { diagnostics: found } = assembleVersion(88, [
      one(greenhouseWsdl(), "Greenhouse"),
      one(other, "Orangery"),
    ]);
    expect(found).toMatchObject([{ file: "Orangery.xml", code: "wsdl-type-contradiction" }]);
  });

  it("reports an operation without a binding and leaves it out", () => {
    const text = greenhouseWsdl().replaceAll('part name="ApplicationToken"', 'part name="Token"');
    const { model, diagnostics: found } = assembleVersion(88, [one(text, "Greenhouse")]);
    expect(codes(found)).toEqual(["wsdl-unbound-operation"]);
    expect(model.agents.get("Greenhouse")?.operations).toEqual([]);
  });
});
