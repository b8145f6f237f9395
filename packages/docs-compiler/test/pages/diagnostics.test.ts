import { describe, expect, it } from "vitest";
import { type PageDiagnosticCode, pageDiagnosticCodes } from "../../src/pages/diagnostic-codes.ts";
import type { OperationPage } from "../../src/pages/model.ts";
import { parsePage } from "../../src/pages/parse-page.ts";
import { fixtures } from "./fixtures/specs.ts";
import { renderPage } from "./render-page.ts";

type Part = keyof OperationPage;

/** Page of a fixture, text that is there, what it becomes, codes, and the parts that are left out. */
type Case = readonly [
  title: string,
  uid: string,
  from: string | RegExp,
  to: string,
  codes: readonly PageDiagnosticCode[],
  lost: readonly Part[] | "page",
];

const moor = "v1HarbourAgent_Moor";
const build = "v1BoatEntity_Build";
const replace = "v1BoatEntity_Replace";
const list = "v1BoatEntity_List";
const scrap = "v1BoatEntity_Scrap";
const berths = "v1HarbourAgent_GetBerths";
const tag = "v1BoatEntity_Tag";

const cases: readonly Case[] = [
  ["an empty file", moor, /[\s\S]+/, "", ["empty-page"], "page"],
  ["another text", moor, /[\s\S]+/, "Hello.", ["unknown-page"], "page"],
  ["front matter without an end", moor, "---\n\n#", "\n#", ["bad-front-matter"], "page"],
  ["front matter that is no YAML", moor, "uid: ", "uid: [", ["bad-front-matter", "missing-uid"], "page"],
  ["no uid", moor, /uid: .*\n/, "", ["missing-uid"], "page"],
  ["a uid of another form", moor, /uid: .*/, "uid: moor", ["bad-uid", "uid-contradicted"], "page"],
  [
    "a uid of another kind",
    moor,
    /uid: .*/,
    "uid: v1Moor_It",
    ["kind-contradicted", "uid-contradicted"],
    "page",
  ],
  ["no title", moor, /title: .*\n/, "", ["missing-title"], []],
  ["two titles", moor, /^# .*/m, "# POST Elsewhere", ["title-contradicted"], []],
  ["no operation", moor, /```http\n.*\n```\n/, "", ["missing-operation"], "page"],
  ["an operation of two lines", moor, /(```http\n.*)\n/, "$1\nx\n", ["bad-operation"], "page"],
  ["an unknown verb", moor, "http\nPOST", "http\nLINK", ["unknown-verb"], "page"],
  ["an operation unlike the sample", moor, "http!\nPOST", "http!\nPUT", ["operation-contradicted"], "page"],
  [
    "an unknown heading",
    moor,
    "## Response:",
    "## Remarks\n\n## Response:",
    ["unknown-heading"],
    ["request"],
  ],
  [
    "a heading twice",
    moor,
    "## Response:array\n",
    "## Response:array\n## Response:array\n",
    ["duplicate-section"],
    ["response"],
  ],
  ["a missing section", moor, /## Response:array[\s\S]*?(?=###)/, "", ["missing-section"], ["response"]],
  [
    "no sample response",
    moor,
    /## Sample response[\s\S]*/,
    "",
    ["missing-section", "section-cut"],
    ["sampleResponse", "sampleRequest"],
  ],
  [
    "sections in another order",
    moor,
    /(## Query[\s\S]*?)(## Request H[\s\S]*?)(?=## Request B)/,
    "$2$1",
    ["section-out-of-order"],
    [],
  ],
  ["a fence without an end", scrap, /```$/, "", ["unclosed-fence"], ["sampleResponse"]],
  [
    "a fence that runs on",
    list,
    "after, before",
    "```\nafter",
    ["swallowed-section"],
    ["queryParameters", "description", "marks"],
  ],
  ["a fence of another kind", moor, "```http!", "```xml!", ["unexpected-fence"], ["sampleRequest"]],
  ["a section without its fence", moor, /```http!\n[\s\S]*?```\n/, "", ["missing-fence"], ["sampleRequest"]],
  [
    "text where none belongs",
    moor,
    "### Response body: array\n",
    "### Response body: array\nHm.\n",
    ["unexpected-text"],
    ["response"],
  ],
  [
    "a table where none belongs",
    moor,
    "## Sample request\n",
    "## Sample request\n| A | B |\n|---|---|\n",
    ["unexpected-table"],
    ["sampleRequest"],
  ],
  [
    "a table in a quotation",
    moor,
    "## Sample request\n",
    "## Sample request\n> | A | B |\n> |---|---|\n",
    ["unexpected-table", "broken-table"],
    ["sampleRequest"],
  ],
  ["a section without its table", moor, /\| Response \|[^#]*/, "", ["missing-table"], ["response"]],
  ["a table without a delimiter", moor, /(\| Response \|.*\n).*\n/, "$1", ["broken-table"], ["response"]],
  [
    "a missing column",
    moor,
    "| Property Name | Type |",
    "| Property Name | Kind |",
    ["unknown-column", "missing-column"],
    ["request"],
  ],
  [
    "a column twice",
    moor,
    "| Property Name | Type | Description |\n| --- | --- | --- |",
    "| Property Name | Type | Description | Type |\n| --- | --- | --- | --- |",
    ["duplicate-column", "row-cut"],
    ["request"],
  ],
  ["a row cut off", moor, "| Berth | String |  |", "| Berth | Str", ["row-cut"], ["request"]],
  [
    "a row with too many cells",
    moor,
    "| Berth | String |  |",
    "| Berth | String | a | b |",
    ["row-too-long"],
    ["request"],
  ],
  [
    "a row twice",
    moor,
    "| Berth | String |  |",
    "| Berth | String |  |\n| Berth | Array |  |",
    ["duplicate-row"],
    ["request"],
  ],
  ["a header table without its rows", moor, /\| Accept \|.*\n/, "", ["missing-row"], ["headers"]],
  [
    "a name that is none",
    build,
    "| Gear | Object |",
    "| Ge ar! | Object |",
    ["bad-name", "sample-contradicted"],
    ["request"],
  ],
  ["a type that is none", build, "| Gear | Object |", "| Gear | 12 |", ["unknown-type"], []],
  ["an unknown type of a parameter", list, "| tags | array |", "| tags | guid |", ["unknown-type"], []],
  ["a broken list of members", list, "Enum: Slim, Wide", "Enum: Slim,", ["bad-enum"], ["queryParameters"]],
  [
    "a status that is none",
    build,
    "| 200 |",
    "| 2OO |",
    ["bad-status", "response-contradicted"],
    ["response"],
  ],
  [
    "arguments unlike the table",
    moor,
    "BoatIds, Berth \n",
    "BoatIds \n",
    ["names-contradicted"],
    ["request"],
  ],
  ["an example unlike the table", list, "?tags=", "?flags=", ["names-contradicted"], ["queryParameters"]],
  ["a path unlike its table", replace, "| boatId |", "| id |", ["path-contradicted"], ["pathParameters"]],
  ["a path without its table", scrap, /\| Path Part[^#]*/, "", ["path-contradicted"], ["pathParameters"]],
  [
    "a body without a section",
    berths,
    /## Request Body[^#]*/,
    "",
    ["body-contradicted"],
    ["headers", "request"],
  ],
  ["a body that nothing tells", tag, "A dictionary of tags.", "Tags.", ["undecided-request"], ["request"]],
  [
    "a response of another kind",
    moor,
    "## Response:array",
    "## Response:",
    ["response-contradicted"],
    ["response"],
  ],
  [
    "a response unlike its sample",
    build,
    '"_Links": {}',
    '"Links": {}',
    ["sample-contradicted"],
    ["response"],
  ],
  ["a sample that is no JSON", build, '"_Links": {}', '"_Links": {', ["bad-json"], []],
  ["a sample without a start line", build, "HTTP/1.1 200 Done\n", "", ["bad-sample"], ["sampleResponse"]],
];

const codesOfFolders: readonly PageDiagnosticCode[] = [
  "bad-link",
  "duplicate-operation",
  "duplicate-uid",
  "index-lists-no-page",
  "page-not-listed",
];

describe("a page with", () => {
  it.each(cases)("%s", (_, uid, from, to, codes, lost) => {
    const spec = fixtures.find((one) => one.uid === uid);
    if (spec === undefined) throw new Error(uid);
    const text = renderPage(spec);
    const broken = text.replace(from, to);
    expect(broken).not.toBe(text);
    const { page, diagnostics } = parsePage(`rest/${uid}.md`, broken);
    const given = new Set(diagnostics.map(({ code }) => code));
    for (const code of codes) expect(given).toContain(code);
    if (lost === "page") {
      expect(page).toBeUndefined();
    } else {
      const parts = Object.entries(page ?? {}).flatMap(([name, value]) =>
        value === undefined ? [name] : [],
      );
      expect(parts).toEqual(expect.arrayContaining([...lost]));
      if (lost.length === 0) expect(parts).toEqual([]);
    }
  });

  it("an unknown type keeps the row's name", () => {
    const spec = fixtures.find(({ uid }) => uid === build);
    const text = spec && renderPage(spec).replace("| Gear | Object |", "| Gear | ?? |");
    const { page } = parsePage(`rest/${build}.md`, text ?? "");
    if (page?.page !== "operation" || page.request?.form !== "entity") throw new Error("no entity");
    expect(page.request.rows.at(-1)).toMatchObject({ name: "Gear", type: undefined });
  });
});

describe("the list of codes", () => {
  it("has each code in a test", () => {
    const tested = new Set<string>([...cases.flatMap(([, , , , codes]) => codes), ...codesOfFolders]);
    expect(Object.keys(pageDiagnosticCodes).filter((code) => !tested.has(code))).toEqual([]);
  });

  it("has a sentence for each, in the order of the alphabet", () => {
    const codes = Object.keys(pageDiagnosticCodes);
    expect(codes).toEqual([...codes].sort());
    for (const sentence of Object.values(pageDiagnosticCodes)) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});
