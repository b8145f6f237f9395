import { describe, expect, it } from "vitest";
import { formatDiagnostic } from "../../src/diagnostic.ts";
import type { OperationPage } from "../../src/pages/model.ts";
import { parsePage } from "../../src/pages/parse-page.ts";
import { withoutLines } from "./facts.ts";
import { fixtures } from "./fixtures/specs.ts";
import { type PageSpec, renderPage, type Style } from "./render-page.ts";

const read = (spec: PageSpec, style?: Style) => {
  const { page, diagnostics } = parsePage(`rest/${spec.uid}.md`, renderPage(spec, style));
  expect(diagnostics.map(formatDiagnostic)).toEqual([]);
  if (page?.page !== "operation") throw new Error("no operation");
  return page;
};

const fixture = (uid: string) => {
  const found = fixtures.find((one) => one.uid === uid);
  if (found === undefined) throw new Error(uid);
  return found;
};

/** What a release adds to its front matter is no difference. */
const model = (page: OperationPage): unknown => withoutLines({ ...page, frontMatter: undefined, file: "" });

describe("each form of a page", () => {
  it.each(fixtures)("$uid: request $request_, response $response_", (spec) => {
    const page = read(spec);
    expect(page.request?.form).toBe(spec.request_);
    expect(page.response?.form).toBe(spec.response_);
    expect(page.operation).toMatchObject({ method: spec.verb, path: `/api/v1/${spec.path}` });
    expect(page.pathParameters?.map(({ name }) => name)).toEqual(
      (spec.pathTable ?? []).map(([name]) => name),
    );
    expect(page.queryParameters?.map(({ name }) => name)).toEqual((spec.query ?? []).map(([name]) => name));
    expect(Object.values(page)).not.toContain(undefined);
  });

  it("tells agents from entities by uid and path", () => {
    expect(read(fixture("v1HarbourAgent_Moor")).kind).toBe("agent");
    expect(read(fixture("v1BoatEntity_List")).kind).toBe("entity");
  });

  it("gives each fact the line where it stands", () => {
    const text = renderPage(fixture("v1BoatEntity_Build")).split("\n");
    const page = read(fixture("v1BoatEntity_Build"));
    const at = (line: number | undefined) => text[(line ?? 0) - 1];
    expect(at(page.uidLine)).toBe("uid: v1BoatEntity_Build");
    expect(at(page.operation.line)).toBe("POST /api/v1/Boat");
    expect(at(page.sampleRequest?.line)).toBe("POST /api/v1/Boat");
    expect(at(page.sampleRequest?.body?.line)).toBe("{");
    expect(at(page.sampleResponse?.headers[0]?.line)).toMatch(/^Content-Type:/);
    expect(at(page.marks?.onlineRestricted?.line)).toMatch(/^## Online Restricted/);
    expect(at(page.response?.bodyLine)).toBe("### Response body: BoatWithLinks");
    expect(at(page.response?.rows[1]?.line)).toMatch(/^\| Name \|/);
    expect(at(page.queryParameters?.[0]?.line)).toMatch(/^\| \$select \|/);
    expect(at(page.headers?.[0]?.line)).toMatch(/^\| Authorization \|/);
  });

  it("reads the facts of a row's description", () => {
    const { request } = read(fixture("v1BoatEntity_Build"));
    const rows = request !== undefined && "rows" in request ? request.rows : [];
    expect(rows.map(({ line: _, ...row }) => row)).toMatchObject([
      { name: "BoatId", type: "Integer" },
      { name: "Name", description: "What is painted on the hull; a | b | c" },
      { name: "Launched", utc: true },
      { name: "Skipper", type: "Sailor", mdoList: "sailor" },
      { name: "Sails", type: "Array" },
      { name: "Extras", deprecated: true, replacedBy: "Gear" },
      { name: "Gear" },
    ]);
    expect(rows[0]).not.toHaveProperty("utc");
  });

  it("reads types, members and the mark of a parameter", () => {
    const query = read(fixture("v1BoatEntity_List")).queryParameters ?? [];
    expect(query.map(({ line: _, ...rest }) => rest)).toEqual([
      {
        name: "$select",
        type: "string",
        members: [],
        required: false,
        description: "Properties that the answer has.",
      },
      { name: "$mode", type: "enum", members: ["Slim", "Wide"], required: false, description: "" },
      { name: "since", type: "date-time", members: [], required: true, description: "First day" },
      { name: "tags", type: "array", members: [], required: false, description: "" },
      {
        name: "boat.size.length",
        type: "double",
        members: [],
        required: false,
        description: "In metres\nfrom bow to stern",
      },
    ]);
    const path = read(fixture("v1BoatEntity_Replace")).pathParameters ?? [];
    expect(path.map(({ members, required }) => ({ members, required }))).toEqual([
      { members: ["Fishing", "Racing"], required: true },
      { members: [], required: true },
    ]);
  });

  it("reads media types, marks, leaked names, links and elements", () => {
    const paint = read(fixture("v1BoatEntity_Paint"));
    expect(paint.headers?.find(({ name }) => name === "Content-Type")?.mediaTypes).toEqual([
      "image/png",
      "multipart/form-data",
    ]);
    expect(read(fixture("v1HarbourAgent_Moor")).marks?.slowThresholdMs?.value).toBe(250);
    expect(read(fixture("v1HarbourAgent_GetLeaked")).response?.leakedName).toBe(true);
    expect(read(fixture("v1BoatEntity_Build")).response?.links).toBe(true);
    expect(read(fixture("v1HarbourAgent_GetBerths")).response?.element).toBe("integer");
  });
});

describe("pages of other releases are read alike", () => {
  const styles: readonly (readonly [string, Style])[] = [
    ["CRLF", { lineEnd: "\r\n" }],
    ["a final newline", { finalNewline: true }],
    ["a byte order mark", { byteOrderMark: true }],
    [
      "other front matter",
      { frontMatter: ["generated: true", "date: 2024-01-02", "keywords: [a, 'b: c']", "# made"] },
    ],
    ["columns in another order", { columns: [2, 0, 1] }],
    ["no outer pipes", { outerPipes: false, columns: [1, 0, 2] }],
    ["code in cells", { markup: (text) => `\`${text}\`` }],
    ["HTML in cells", { markup: (text) => `<code class="x">${text}</code><!-- y -->` }],
    ["emphasis in cells", { markup: (text) => `**${text}**` }],
    ["links in cells", { markup: (text) => `[${text}](other.md)` }],
    ["entities and escapes", { markup: (text) => text.replace("o", "&#111;").replace("_", "\\_") }],
    ["notes", { notes: true }],
    [
      "all of it",
      {
        lineEnd: "\r\n",
        finalNewline: true,
        columns: [1, 2, 0],
        markup: (text) => `\`${text}\``,
        notes: true,
      },
    ],
  ];
  describe.each(styles)("with %s", (_, style) => {
    // A cell over several lines needs pipes that tell where the row ends.
    const able = fixtures.filter(({ uid }) => (style.outerPipes ?? true) || uid !== "v1BoatEntity_List");
    it.each(able)("$uid", (spec) => {
      expect(model(read(spec, style))).toEqual(model(read(spec)));
    });
  });

  it("tells an unknown column and reads the others", () => {
    const spec = fixture("v1BoatEntity_Build");
    const { page, diagnostics } = parsePage(
      "x/v1BoatEntity_Build.md",
      renderPage(spec, { extraColumn: "Since" }),
    );
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(["unknown-column"]));
    if (page?.page !== "operation") throw new Error("no operation");
    expect(model(page)).toEqual(model(read(spec)));
  });
});
