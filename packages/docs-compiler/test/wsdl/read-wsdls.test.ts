import { describe, expect, it } from "vitest";
import { readPageBlocks } from "../../src/wsdl/page-blocks.ts";
import { readVersions } from "../../src/wsdl/read-versions.ts";
import { embeddedWsdl, readWsdls } from "../../src/wsdl/read-wsdls.ts";
import { greenhousePage, greenhouseWsdl } from "./fixtures/greenhouse.ts";
import { folderOf } from "./fixtures/reference-folder.ts";

const folder = folderOf({
  "wsdl/WSDL-Services84-Greenhouse.xml": greenhouseWsdl({ version: 84, oneLine: true }),
  "wsdl/WSDL-Services88-Greenhouse.xml": greenhouseWsdl({ oneLine: true }),
  "wsdl/notes.txt": "not a WSDL",
  "soap/Services88/Services88-Greenhouse.md": greenhousePage(88),
  "soap/Services88/Greenhouse/index.md": "# Services88 Greenhouse SOAP\n",
});

describe("readWsdls", () => {
  it("goes from the newest version down and prefers an embedded WSDL to a file", () => {
    expect(readWsdls(folder)).toMatchObject([
      {
        version: 88,
        agent: "Greenhouse",
        winner: { file: "soap/Services88/Services88-Greenhouse.md", embedded: true },
        superseded: [{ file: "wsdl/WSDL-Services88-Greenhouse.xml" }],
      },
      { version: 84, winner: { file: "wsdl/WSDL-Services84-Greenhouse.xml" }, superseded: [] },
    ]);
  });

  it("finds nothing where there is nothing", () => {
    expect(readWsdls(folderOf({}))).toEqual([]);
  });

  it("gives the lines of the page for what is embedded", () => {
    const { versions, diagnostics } = readVersions(folder);
    expect(diagnostics).toEqual([]);
    const [entry] = versions[0]!.types.values();
    const line = greenhousePage(88).split("\n")[entry!.declaration.line - 1];
    expect(line).toContain(`name="${entry!.declaration.name}"`);
  });
});

describe("a page that embeds a WSDL", () => {
  const codes = (page: string): string[] => embeddedWsdl("page.md", page).diagnostics.map(({ code }) => code);

  it("is read alike with CRLF and with a longer fence", () => {
    const page = greenhousePage(88);
    const wsdl = embeddedWsdl("page.md", page).source.text;
    const crlf = embeddedWsdl("page.md", page.replaceAll("\n", "\r\n"));
    expect(crlf.source.text.replaceAll("\r\n", "\n")).toBe(wsdl);
    expect(embeddedWsdl("page.md", page.replaceAll("```", "`````")).source.text).toBe(wsdl);
  });

  it("is a diagnostic without a fence, with an open one and with two", () => {
    expect(codes("# Services88.GreenhouseAgent WSDL\n")).toEqual(["wsdl-page-without-fence"]);
    expect(codes("```xml\n<a/>\n")).toEqual(["unclosed-fence"]);
    expect(codes("```xml\n<a/>\n```\n```xml\n<b/>\n```\n")).toEqual(["wsdl-page-second-fence"]);
  });
});

describe("readPageBlocks", () => {
  it("finds headings and fences with their lines, and none inside a fence", () => {
    expect(readPageBlocks("# One\ntext\n~~~xml\n# no\n```\n~~~\n### Two ###\n")).toEqual([
      { kind: "heading", level: 1, text: "One", line: 1 },
      { kind: "fence", language: "xml", text: "# no\n```\n", line: 3, firstLine: 4, closed: true },
      { kind: "heading", level: 3, text: "Two", line: 7 },
    ]);
  });
});
