import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/diagnostic.ts";
import { checkSoapPage } from "../../src/soap/check-page.ts";
import { describeVersion } from "../../src/soap/describe.ts";
import { lexicalFault } from "../../src/soap/lexical.ts";
import { loadDescriptors } from "../../src/soap/load-descriptors.ts";
import { findSoapPages, readSoapPages } from "../../src/soap/read-soap-pages.ts";
import { parseSoapPage } from "../../src/soap/soap-page.ts";
import { parseWsdl } from "../../src/wsdl/parse-wsdl.ts";
import { assembleVersion } from "../../src/wsdl/read-versions.ts";
import { greenhouseNamespace, greenhouseWsdl } from "../wsdl/fixtures/greenhouse.ts";
import { committedSoap, folderOf, referenceFolder } from "../wsdl/fixtures/reference-folder.ts";
import { bedPage } from "./fixtures/bed-page.ts";

const file = "soap/Services88/Greenhouse/GetBed.md";
const seed = 20_260_103;
const { wsdl } = parseWsdl({ file: "made-up.xml", firstLine: 1, text: greenhouseWsdl() });
const descriptors = describeVersion(assembleVersion(88, [{ agent: "Greenhouse", wsdl }]).model);
const lineOf = (text: string, page = bedPage): number => page.slice(0, page.indexOf(text)).split("\n").length;
const codes = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(({ code }) => code);

describe("parseSoapPage", () => {
  const { page, diagnostics } = parseSoapPage(file, bedPage);

  it("reads who and what, and both messages with their lines", () => {
    expect(diagnostics).toEqual([]);
    expect(page).toMatchObject({
      uid: "Services88-Greenhouse-GetBed",
      version: 88,
      agent: "Greenhouse",
      operation: "GetBed",
    });
    const [wrapper] = page!.request!.body;
    expect(wrapper).toMatchObject({
      name: { namespace: greenhouseNamespace(88), local: "GetBed" },
      children: [{ name: { local: "BedId" }, type: { local: "int" }, text: "7", line: lineOf("<G:BedId") }],
    });
    expect(page!.response!.body[0]?.children[0]?.children.map(({ name }) => name.local)).toEqual([
      "BedId",
      "Plants",
      "Labels",
      "Weather",
      "Tools",
    ]);
  });

  it("takes the four known faults as data, with their lines", () => {
    expect(page!.requestFaults).toEqual([
      { code: "soap12-namespace", line: lineOf("<SOAP-ENV:Envelope") },
      { code: "headers-outside-header", line: lineOf("<G:ApplicationToken") },
      { code: "unstable-prefixes", line: lineOf("<SOAP-ENV:Envelope") },
    ]);
    expect(page!.responseFaults.map(({ code }) => code)).toEqual([
      "soap12-namespace",
      "no-response-headers",
      "unstable-prefixes",
    ]);
  });

  it("finds no fault in a message as the binding has it", () => {
    const right = bedPage
      .replaceAll("http://www.w3.org/2003/05/soap-envelope", "http://schemas.xmlsoap.org/soap/envelope/")
      .replaceAll(/ xmlns:Services881="[^"]*"\n/g, "")
      .replace("<G:ApplicationToken>", "<SOAP-ENV:Header><G:ApplicationToken>")
      .replace("</G:Credentials>", "</G:Credentials></SOAP-ENV:Header>")
      .replace(
        "<SOAP-ENV:Body>\n<G:GetBedR",
        "<SOAP-ENV:Header><G:Succeeded>true</G:Succeeded></SOAP-ENV:Header><SOAP-ENV:Body>\n<G:GetBedR",
      );
    const { page: correct } = parseSoapPage(file, right);
    expect([correct?.requestFaults, correct?.responseFaults]).toEqual([[], []]);
    expect(checkSoapPage(correct!, descriptors).diagnostics).toEqual([]);
  });

  it("resolves names by namespace whatever the prefixes are", () => {
    const renamed = bedPage
      .replaceAll("G:", "x9:")
      .replaceAll("xmlns:G", "xmlns:x9")
      .replaceAll("SOAP-ENV", "s");
    expect(parseSoapPage(file, renamed).page?.response?.body[0]?.name).toEqual(page!.response!.body[0]?.name);
  });

  it.each([
    ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
    ["no final newline", (text: string) => text.trimEnd()],
    [
      "a title that ends in SOAP",
      (text: string) => text.replace("Greenhouse GetBed\n", "Greenhouse GetBed SOAP\n"),
    ],
    ["no blank lines", (text: string) => text.replaceAll("\n\n", "\n")],
  ])("reads a page of another release alike: %s", (_, change) => {
    const found = parseSoapPage(file, change(bedPage));
    expect(found.diagnostics).toEqual([]);
    expect(found.page?.uid).toBe(page!.uid);
    expect(checkSoapPage(found.page!, descriptors)).toMatchObject({ elements: 13, diagnostics: [] });
  });

  it.each([
    ["an unknown heading", "## GetBed\n", "## GetBed\n\n## Notes\n", ["unknown-heading"]],
    ["a message under no heading", "## GetBed Request\n", "", ["unknown-fence", "soap-page-without-message"]],
    ["a fence of another kind", "```xml", "```json", ["unknown-fence", "soap-page-without-message"]],
    ["a title of another form", "# Services88 Greenhouse GetBed", "# GetBed", ["soap-page-title"]],
    ["no uid", "uid:", "id:", ["soap-page-without-uid"]],
    ["broken XML", "</G:GetBed>", "</G:GetBad>", ["xml-not-well-formed"]],
    ["no envelope", "<SOAP-ENV:Body>\n<G:GetBed>", "<SOAP-ENV:Bod/><G:GetBed>", ["xml-not-well-formed"]],
  ])("reports %s", (_, from, to, expected) => {
    expect(codes(parseSoapPage(file, bedPage.replace(from, to)).diagnostics)).toEqual(expected);
  });

  it("gives a diagnostic or the same answer for a page that is cut anywhere, and never throws", () => {
    fc.assert(
      fc.property(fc.nat(bedPage.length - 1), (length) => {
        const cut = parseSoapPage(file, bedPage.slice(0, length));
        const whole = cut.page?.response !== undefined && cut.diagnostics.length === 0;
        if (whole) expect(cut.page?.response).toEqual(page!.response);
        else expect(cut.diagnostics.length).toBeGreaterThan(0);
        if (cut.page !== undefined) checkSoapPage(cut.page, descriptors);
      }),
      { seed, numRuns: 300 },
    );
  });
});

describe("readSoapPages", () => {
  it("reports two pages with one uid", () => {
    const folder = folderOf({
      "soap/Services88/Greenhouse/GetBed.md": bedPage,
      "soap/Services88/Greenhouse/GetBedAgain.md": bedPage,
      "soap/Services88/Greenhouse/index.md": "# index",
    });
    const diagnostics: Diagnostic[] = [];
    expect([...readSoapPages(folder, diagnostics)]).toHaveLength(2);
    expect(codes(diagnostics)).toEqual(["soap-page-duplicate-uid"]);
    expect(findSoapPages(folder)).toHaveLength(2);
  });
});

describe("checkSoapPage", () => {
  const check = (from: string, to: string) =>
    checkSoapPage(parseSoapPage(file, bedPage.replace(from, to)).page!, descriptors).diagnostics;

  it("counts what agrees and what a page may leave out", () => {
    const { page } = parseSoapPage(file, bedPage);
    expect(checkSoapPage(page!, descriptors)).toEqual({
      elements: 13,
      omittedOfBase: 2,
      omitted: 2,
      diagnostics: [],
    });
  });

  it.each([
    ["an element that the WSDL lacks", "<G:Tools xsi", "<G:Toys>1</G:Toys><G:Tools xsi", "soap-page-element"],
    ["another type", 'xsi:type="xsd:double"', 'xsi:type="xsd:int"', "soap-page-type"],
    ["no member", ">Rain<", ">Hail<", "soap-page-member"],
    ["no member of a list", "Spade Rake", "Spade Axe", "soap-page-member"],
    ["a value of another form", ">1.5<", ">high<", "soap-page-value"],
    ["another wrapper", "GetBedResponse", "GetBedAnswer", "xml-not-well-formed"],
    [
      "an unknown header",
      "ApplicationToken>abc</G:ApplicationToken",
      "Token>abc</G:Token",
      "soap-page-header",
    ],
    [
      "elements in another order",
      '<G:Weather xsi:type="G:Weather">Rain</G:Weather>\n<G:Tools xsi:type="G:Tools">Spade Rake</G:Tools>',
      '<G:Tools xsi:type="G:Tools">Spade Rake</G:Tools>\n<G:Weather xsi:type="G:Weather">Rain</G:Weather>',
      "soap-page-order",
    ],
  ])("reports %s at its line", (_, from, to, code) => {
    const page = bedPage.replace(from, to);
    const found = parseSoapPage(file, page);
    const all = [...found.diagnostics, ...checkSoapPage(found.page!, descriptors).diagnostics];
    expect(codes(all)).toEqual([code]);
    expect(page.split("\n")[all[0]!.line - 1]).toMatch(/<\/?G:/);
  });

  it("takes a class that extends the declared one, named by xsi:type", () => {
    const derived = bedPage
      .replace('xsi:type="G:Bed"', 'xsi:type="G:RaisedBed"')
      .replace("</G:Tools>", '</G:Tools><G:Legs xsi:type="xsd:int">4</G:Legs>');
    expect(checkSoapPage(parseSoapPage(file, derived).page!, descriptors).diagnostics).toEqual([]);
  });

  it("reports an operation that the WSDL lacks", () => {
    expect(codes(check("# Services88 Greenhouse GetBed", "# Services88 Greenhouse GetShed"))).toEqual([
      "soap-page-operation",
    ]);
  });
});

describe("lexicalFault", () => {
  it.each([
    ["xs:int", "2147483647", "2147483648"],
    ["xs:short", "-32768", "40000"],
    ["xs:long", "9223372036854775807", "99.99"],
    ["xs:unsignedInt", "0", "-1"],
    ["xs:boolean", "false", "False"],
    ["xs:double", "-1.5E3", "1,5"],
    ["xs:dateTime", "2021-11-30T13:22:49.1234567Z", "2021-11-30"],
    ["xs:base64Binary", "R0lGODlh", "not base64"],
    ["ser:duration", "P1DT2H", "P"],
    ["ser:guid", "00000000-0000-0000-0000-000000000000", "0"],
  ])("of %s takes %s and not %s", (type, right, wrong) => {
    expect(lexicalFault(type, right)).toBeUndefined();
    expect(lexicalFault(type, wrong)).toBeDefined();
  });
});

const folder = referenceFolder("SOAP pages of the reference");

describe.skipIf(folder === undefined)("the SOAP pages of the reference", () => {
  const diagnostics: Diagnostic[] = [];
  const pages: Record<number, number> = {};
  const faults: Record<string, number> = {};
  const found: Record<string, number> = {};
  const sums = { elements: 0, omittedOfBase: 0, omitted: 0 };
  const versions = new Map([86, 88].map((version) => [version, loadDescriptors(committedSoap, version)]));
  const contradictions: Diagnostic[] = [];
  const count = (counts: Record<string, number>, key: string): void => {
    counts[key] = (counts[key] ?? 0) + 1;
  };
  for (const page of readSoapPages(folder ?? "", diagnostics)) {
    pages[page.version] = (pages[page.version] ?? 0) + 1;
    for (const fault of page.requestFaults) count(faults, `request ${fault.code}`);
    for (const fault of page.responseFaults) count(faults, `response ${fault.code}`);
    const check = checkSoapPage(page, versions.get(page.version)!);
    sums.elements += check.elements;
    sums.omittedOfBase += check.omittedOfBase;
    sums.omitted += check.omitted;
    contradictions.push(...check.diagnostics);
    for (const { code } of check.diagnostics) count(found, `${page.version} ${code}`);
  }

  it("are understood whole: 1,461 of Services86 and 1,850 of Services88", () => {
    expect(diagnostics).toEqual([]);
    expect(pages).toEqual({ 86: 1461, 88: 1850 });
  });

  it("are wrong in the same four ways, all of them", () => {
    expect(faults).toEqual({
      "request soap12-namespace": 3311,
      "request headers-outside-header": 3311,
      "request unstable-prefixes": 3311,
      "response soap12-namespace": 3311,
      "response no-response-headers": 3311,
      "response unstable-prefixes": 3311,
    });
  });

  it("agree with the WSDLs but for one operation and for empty dates and durations", () => {
    expect(sums).toEqual({ elements: 140_875, omittedOfBase: 17_140, omitted: 0 });
    expect(found).toEqual({
      "86 soap-page-value": 107,
      "88 soap-page-value": 215,
      "88 soap-page-operation": 1,
    });
    const values = contradictions.filter(({ code }) => code === "soap-page-value");
    expect(values.filter(({ message }) => !/"" is no (ser:duration|xs:dateTime)$/.test(message))).toEqual([]);
    const operations = contradictions.filter(({ code }) => code === "soap-page-operation");
    expect(operations.map((one) => one.file)).toEqual(["soap/Services88/AI/TrainCategorizer.md"]);
  });
});
