import { describe, expect, it } from "vitest";
import { parseWsdl } from "../../src/wsdl/parse-wsdl.ts";
import { greenhouseNamespace, greenhouseWsdl } from "./fixtures/greenhouse.ts";

const file = "wsdl/WSDL-Services88-Greenhouse.xml";
const parse = (text: string, firstLine = 1) => parseWsdl({ file, firstLine, text });
const parsed = parse(greenhouseWsdl());
const [schema] = parsed.wsdl.schemas;
const typeNamed = (name: string) => schema!.complexTypes.find((type) => type.name === name)!;
const own = greenhouseNamespace(88);

describe("parseWsdl", () => {
  it("reads a whole WSDL without a diagnostic", () => {
    expect(parsed.diagnostics).toEqual([]);
    expect(parsed.wsdl).toMatchObject({ complete: true, name: "WcfGreenhouseService", targetNamespace: own });
  });

  it("reads elements in order with type, nillability and occurrence", () => {
    expect(typeNamed("Plant")).toMatchObject({
      base: { namespace: own, local: "Carrier" },
      dictionary: false,
    });
    expect(typeNamed("Plant").elements).toMatchObject([
      { name: "Name", type: { local: "string" }, nillable: true, minOccurs: 0, maxOccurs: 1 },
      { name: "Height", type: { local: "double" }, nillable: false },
    ]);
    expect(typeNamed("ArrayOfPlant").elements).toMatchObject([{ name: "Plant", maxOccurs: "unbounded" }]);
  });

  it("knows a dictionary by its mark and reads the pair", () => {
    const dictionary = typeNamed("LabelDictionary");
    expect(dictionary.dictionary).toBe(true);
    expect(dictionary.elements[0]?.inline?.elements.map(({ name }) => name)).toEqual(["Key", "Value"]);
  });

  it("numbers members by what is stated, else by place, and flags by powers of two", () => {
    const members = (name: string) =>
      schema!.simpleTypes
        .find((type) => type.name === name)!
        .members.map((one) => [one.name, one.number, one.stated]);
    expect(members("Weather")).toEqual([
      ["Sun", 0, false],
      ["Rain", 1, false],
      ["Storm", 10, true],
      ["Frost", -1, true],
    ]);
    expect(members("Tools")).toEqual([
      ["Spade", 1, false],
      ["Hose", 2, false],
      ["Rake", 4, false],
    ]);
    expect(schema!.simpleTypes.map(({ list, actualType }) => [list, actualType?.local])).toEqual([
      [false, "short"],
      [true, undefined],
    ]);
  });

  it("reads messages, port types, bindings and services", () => {
    const { messages, portTypes, bindings, services } = parsed.wsdl;
    expect(messages).toHaveLength(16);
    expect(portTypes[0]?.operations.map(({ name }) => name)).toEqual([
      "GetBed",
      "WaterBeds",
      "Enter",
      "OpenRoof",
    ]);
    expect(bindings[0]?.operations[0]).toMatchObject({
      soapAction: `${own}/Greenhouse/GetBed`,
      style: "document",
      input: { headers: [{ part: "ApplicationToken" }, { part: "Credentials" }], bodyUse: "literal" },
    });
    expect(services[0]?.ports[0]?.address).toBe("https://example.test/Remote/Services88/Greenhouse.svc");
  });

  it("gives line and column of the opening mark, counted from the first line of the source", () => {
    const text = greenhouseWsdl();
    const found = (wsdl: string) =>
      wsdl.split("\n").findIndex((line) => line.includes('name="RaisedBed"')) + 1;
    expect(typeNamed("RaisedBed")).toMatchObject({ line: found(text), column: 1 });
    const later = parse(text, 9).wsdl.schemas[0]!.complexTypes.find((type) => type.name === "RaisedBed")!;
    expect(later.line).toBe(found(text) + 8);
    const oneLine = greenhouseWsdl({ oneLine: true });
    const onOne = parse(oneLine).wsdl.schemas[0]!.complexTypes.find((type) => type.name === "RaisedBed")!;
    expect(onOne).toMatchObject({ line: 1, column: oneLine.indexOf('<xs:complexType name="RaisedBed"') + 1 });
  });

  it("resolves by namespace whatever the prefixes are", () => {
    const renamed = greenhouseWsdl()
      .replaceAll("xs:", "q7:")
      .replaceAll("xmlns:xs", "xmlns:q7")
      .replaceAll("tns", "own");
    const strip = (value: unknown) =>
      JSON.stringify(value, (key, one) => (key === "column" ? undefined : one));
    expect(strip(parse(renamed))).toBe(strip(parsed));
  });

  it.each([
    ["an unknown element", "<xs:sequence>", "<xs:choice/><xs:sequence>", "wsdl-unknown-element"],
    ["an unknown attribute", 'name="Plant"', 'name="Plant" abstract="true"', "wsdl-unknown-attribute"],
    ["an unbound prefix", 'type="tns:Bed"', 'type="oops:Bed"', "unbound-prefix"],
    ["an element without a name", 'name="Height" ', "", "wsdl-missing-attribute"],
    ["an occurrence that is no number", 'minOccurs="0"', 'minOccurs="few"', "wsdl-bad-occurs"],
    ["a number that is none", ">10<", ">ten<", "wsdl-bad-number"],
    ["an entity", "Made up", "&nbsp;", "xml-not-well-formed"],
    ["a bare ampersand", "Made up &amp;", "Made up &", "xml-not-well-formed"],
    ["tags that cross", "</xs:restriction></xs:simpleType>", "</xs:simpleType>", "xml-not-well-formed"],
    [
      "a document type",
      "<wsdl:definitions",
      '<!DOCTYPE a [<!ENTITY b "c">]><wsdl:definitions',
      "xml-doctype",
    ],
  ])("reports %s with its line", (_, from, to, code) => {
    const text = greenhouseWsdl({ oneLine: true }).replace(from, to).replaceAll("><", ">\n<");
    const { diagnostics } = parse(text);
    expect(diagnostics[0]).toMatchObject({ file, code });
    const line = text.split("\n")[diagnostics[0]!.line - 1]!;
    expect(line).not.toBe("");
  });

  it("reports a text that holds no WSDL", () => {
    for (const text of ["", "   ", "<html/>", "plain"]) expect(parse(text).diagnostics).not.toEqual([]);
  });
});
