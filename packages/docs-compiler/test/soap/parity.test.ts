import { describe, expect, it } from "vitest";
import { compareWsdls, wsdlContradictions } from "../../src/soap/compare-wsdls.ts";
import { describeVersion } from "../../src/soap/describe.ts";
import { formatParity, formatParityRow, parityJson } from "../../src/soap/format-parity.ts";
import { listVersions, loadDescriptors } from "../../src/soap/load-descriptors.ts";
import { soapParity } from "../../src/soap/parity.ts";
import type { RestContract } from "../../src/soap/parity-side.ts";
import { parseWsdl } from "../../src/wsdl/parse-wsdl.ts";
import { assembleVersion } from "../../src/wsdl/read-versions.ts";
import { greenhousePage, greenhouseWsdl } from "../wsdl/fixtures/greenhouse.ts";
import { committedSoap, folderOf, referenceFolder } from "../wsdl/fixtures/reference-folder.ts";

const descriptorsOf = (version: 84 | 88, text = greenhouseWsdl({ version })) => {
  const { wsdl } = parseWsdl({ file: "made-up.xml", firstLine: 1, text });
  return describeVersion(assembleVersion(version, [{ agent: "Greenhouse", wsdl }]).model);
};
const lines = (text: string, rest?: RestContract): string[] =>
  soapParity([descriptorsOf(84), descriptorsOf(88, text)], rest).rows.map(formatParityRow);

describe("soapParity", () => {
  it("lists what a version adds", () => {
    expect(lines(greenhouseWsdl())).toEqual([
      "+ operation Greenhouse.OpenRoof",
      "+ property Bed Humidity short",
      "+ property RaisedBed Humidity short",
      "+ member Weather Frost -1",
    ]);
  });

  it.each([
    [
      "a type",
      'name="Height" type="xs:double"',
      'name="Height" type="xs:int"',
      "~ property Plant Height: type double, then int",
    ],
    [
      "nillability",
      'nillable="true" name="Labels"',
      'name="Labels"',
      "~ property Bed Labels: nillable true, then false",
    ],
    ["a number", ">10<", ">11<", "~ member Weather Storm: number 10, then 11"],
    ["an argument", 'name="Beds"', 'name="Rows"', "- argument Greenhouse.WaterBeds Beds Plant[]"],
    ["a member", 'value="Rake"', 'value="Broom"', "- member Tools Rake 4"],
  ])("tells a change of %s", (_, from, to, row) => {
    expect(lines(greenhouseWsdl().replace(from, to))).toContain(row);
  });

  it("tells what moved, and what it stood after", () => {
    const moved = greenhouseWsdl({ oneLine: true }).replace(
      /(<xs:element [^>]*name="Weather"[^>]*\/>)(<xs:element [^>]*name="Tools"[^>]*\/>)/,
      "$2$1",
    );
    expect(lines(moved).filter((row) => row.includes("stood"))[0]).toMatch(
      /^~ property Bed \w+: stood after \w+, now after \w+$/,
    );
  });

  it("lists operation by operation which versions have it and which of its types differ", () => {
    const { operations } = soapParity([descriptorsOf(88), descriptorsOf(84)]);
    expect(operations).toEqual([
      { key: "Greenhouse.Enter", sides: ["Services84", "Services88"], rows: [], types: [] },
      { key: "Greenhouse.GetBed", sides: ["Services84", "Services88"], rows: [], types: ["Bed", "Weather"] },
      expect.objectContaining({ key: "Greenhouse.OpenRoof", sides: ["Services88"], types: [] }),
      { key: "Greenhouse.WaterBeds", sides: ["Services84", "Services88"], rows: [], types: ["Weather"] },
    ]);
  });

  it("compares the newest version with REST, names in any case and without order", () => {
    const rest: RestContract = {
      operations: [
        {
          agent: "Greenhouse",
          operation: "GetBed",
          arguments: [{ name: "bedId", type: "int" }],
          result: "Bed",
        },
        { agent: "Greenhouse", operation: "Prune", arguments: [], result: undefined },
      ],
      enums: [{ name: "Weather", members: ["Sun", "Rain", "Storm", "Frost", "Unknown"] }],
    };
    const rows = soapParity([descriptorsOf(88)], rest).rows.map(formatParityRow);
    expect(rows).toEqual([
      "- operation Greenhouse.Enter",
      "~ argument Greenhouse.GetBed BedId: case BedId, then bedId",
      "- operation Greenhouse.OpenRoof",
      "+ operation Greenhouse.Prune",
      "- operation Greenhouse.WaterBeds",
      "- enum Tools",
      "+ member Weather Unknown",
    ]);
  });

  it("is written for people and for programs", () => {
    const report = soapParity([descriptorsOf(84), descriptorsOf(88)]);
    expect(formatParity(report)).toContain(
      "Services84 to Services88: operation added 1, property added 2, member added 1",
    );
    expect(JSON.parse(parityJson(report))).toMatchObject({
      sides: ["Services84", "Services88"],
      rows: { length: 4 },
    });
  });
});

describe("compareWsdls", () => {
  const compare = (file: string) =>
    compareWsdls(
      folderOf({
        "wsdl/WSDL-Services88-Greenhouse.xml": file,
        "soap/Services88/Services88-Greenhouse.md": greenhousePage(88),
      }),
    );

  it.each([
    ["same", greenhouseWsdl({ oneLine: true })],
    ["newer", greenhouseWsdl().replace(/<xs:element [^>]*name="Height"[^>]*\/>/, "")],
    [
      "older",
      greenhouseWsdl()
        .replace('name="Rake"', "")
        .replace(
          '<xs:enumeration value="Rake"/>',
          '<xs:enumeration value="Rake"/><xs:enumeration value="Axe"/>',
        ),
    ],
    ["mixed", greenhouseWsdl().replace('name="Height"', 'name="Width"')],
  ])("calls the WSDL that counts %s", (verdict, file) => {
    expect(compare(file).map((comparison) => comparison.verdict)).toEqual([verdict]);
  });

  it("makes a diagnostic of what only the superseded one has", () => {
    expect(wsdlContradictions(compare(greenhouseWsdl().replace('name="Height"', 'name="Width"')))).toEqual([
      {
        file: "wsdl/WSDL-Services88-Greenhouse.xml",
        line: 1,
        code: "wsdl-superseded-differs",
        message: "- property Plant Width double (soap/Services88/Services88-Greenhouse.md counts)",
      },
    ]);
  });
});

describe("parity of the real services", () => {
  it("is pinned by the number of differences of each kind", () => {
    const { rows } = soapParity(
      listVersions(committedSoap).map((version) => loadDescriptors(committedSoap, version)),
    );
    const counts: Record<string, number> = {};
    for (const { subject, change } of rows) {
      const key = `${subject} ${change}`;
      counts[key] = (counts[key] ?? 0) + 1;
    }
    expect(counts).toEqual({
      "argument added": 1,
      "class added": 127,
      "enum added": 66,
      "member added": 132,
      "operation added": 494,
      "property added": 164,
      "property order": 1,
      "property type": 1,
    });
  });

  const folder = referenceFolder("superseded WSDLs");
  it.skipIf(folder === undefined)(
    "shows that the embedded WSDLs of 86 say what the files say, and those of 88 more",
    () => {
      const counts: Record<string, number> = {};
      const comparisons = compareWsdls(folder ?? "");
      for (const { winner, verdict } of comparisons) {
        const key = `${winner.version} ${verdict}`;
        counts[key] = (counts[key] ?? 0) + 1;
      }
      expect(counts).toEqual({ "86 same": 56, "88 newer": 48, "88 same": 4, "88 mixed": 5 });
      expect(wsdlContradictions(comparisons)).toHaveLength(43);
    },
  );
});
