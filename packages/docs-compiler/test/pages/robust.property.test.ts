import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OperationPage } from "../../src/pages/model.ts";
import { parsePage } from "../../src/pages/parse-page.ts";
import { expectNoWrongFact, vouchedFacts, withoutLines } from "./facts.ts";
import { fixtures } from "./fixtures/specs.ts";
import { renderPage } from "./render-page.ts";

const seed = 20_261_103;
const numRuns = 1500;

const pages = fixtures.map((spec) => {
  const file = `rest/${spec.uid}.md`;
  const text = renderPage(spec);
  const { page } = parsePage(file, text);
  if (page?.page !== "operation") throw new Error(spec.uid);
  return { file, text, lines: text.split("\n"), page };
});

const anyPage = fc.constantFrom(...pages);

const allFacts = (page: OperationPage): Readonly<Record<string, unknown>> => ({
  ...page,
  frontMatter: undefined,
});

describe("a damaged page", () => {
  it("that is cut off anywhere gives a diagnostic for what is lost, and no wrong fact", () => {
    for (const { file, text, page } of pages) {
      for (let end = 0; end < text.length; end++) {
        const cut = parsePage(file, text.slice(0, end));
        if (cut.diagnostics.length === 0) expect.fail(`${file} cut at ${end} gives no diagnostic`);
        if (cut.page === undefined) continue;
        if (cut.page.page !== "operation") throw new Error(`read as ${cut.page.page}`);
        for (const [name, value] of Object.entries(cut.page)) {
          // Lines included: they do not move.
          const whole: unknown = Reflect.get(page, name);
          if (value !== undefined && !isDeepStrictEqual(value, whole)) {
            expect(value, `${name} at ${end}`).toEqual(whole);
          }
        }
      }
    }
  });

  it("that lost lines gives no wrong fact", () => {
    fc.assert(
      fc.property(anyPage, fc.nat(), fc.integer({ min: 1, max: 12 }), ({ lines, page }, at, count) => {
        const rest = lines.toSpliced(at % lines.length, count);
        // A section that is gone from heading to end leaves no trace, unless another one tells of it.
        const query = lines.includes("## Query String Parameters");
        const gone =
          query && !rest.some((line) => /^## Query|^\| Parameter Name \| Type|^[A-Z]+ .*\?/.test(line));
        const facts = (one: OperationPage) => ({
          ...vouchedFacts(one),
          ...(gone ? { queryParameters: undefined } : {}),
        });
        expectNoWrongFact(page, rest.join("\n"), facts);
      }),
      { seed, numRuns },
    );
  });

  it("that lost any one line gives no wrong fact", () => {
    for (const { lines, page } of pages) {
      for (const at of lines.keys()) expectNoWrongFact(page, lines.toSpliced(at, 1).join("\n"), vouchedFacts);
    }
  });

  it("with a line printed twice gives no wrong fact", () => {
    for (const { lines, page } of pages) {
      for (const [at, line] of lines.entries()) {
        expectNoWrongFact(page, lines.toSpliced(at, 0, line).join("\n"), vouchedFacts);
      }
    }
  });

  it("whose sections stand in another order is read, and says so", () => {
    fc.assert(
      fc.property(anyPage, fc.nat(), fc.nat(), ({ file, text, page }, one, other) => {
        const parts = text.split(/^(?=## (?:Query|Request|Response|Sample))/m);
        const from = 1 + (one % (parts.length - 1));
        const to = 1 + (other % (parts.length - 1));
        const moved = parts.map(
          (part, index) => parts[index === from ? to : index === to ? from : index] ?? part,
        );
        const swapped = moved.map((part) => part.trimEnd()).join("\n\n");
        if (from !== to) expect(parsePage(file, swapped).diagnostics).not.toEqual([]);
        expectNoWrongFact(page, swapped, allFacts);
      }),
      { seed, numRuns: 300 },
    );
  });

  it("with two lines swapped gives no wrong fact but the order of rows", () => {
    const sorted = (page: OperationPage) =>
      Object.fromEntries(
        Object.entries(vouchedFacts(page)).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.map((one) => JSON.stringify(withoutLines(one))).sort() : value,
        ]),
      );
    fc.assert(
      fc.property(anyPage, fc.nat(), fc.nat(), ({ lines, page }, one, other) => {
        const [from, to] = [one % lines.length, other % lines.length];
        const swapped = lines.with(from, lines[to] ?? "").with(to, lines[from] ?? "");
        expectNoWrongFact(page, swapped.join("\n"), sorted);
      }),
      { seed, numRuns },
    );
  });

  it("with a changed name in a table contradicts itself, and the table is left out", () => {
    for (const { file, lines } of pages) {
      for (const [at, line] of lines.entries()) {
        if (!/^\| (?!Authorization|X-XSRF|SO-|Accept)(?:[A-Za-z_$][\w.$]*) \| \S+/.test(line)) continue;
        if (/^\| (?:Path Part|Parameter Name|Property Name|Response) /.test(line)) continue;
        const changed = lines.with(at, line.replace(/^\| ([\w.$]+) /, "| Z$1 ")).join("\n");
        expect(parsePage(file, changed).diagnostics, `${file}:${at + 1}`).not.toEqual([]);
      }
    }
  });

  it("never throws, whatever is put where", () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        "|",
        "\\|",
        "```",
        "```http",
        "## Request Headers",
        "### Response body: X",
        "---",
        "\n",
        "\r",
        "\u0000",
      ),
      fc.constantFrom(
        "| a | b |",
        "| --- | --- |",
        "# GET x",
        "uid: [",
        "{",
        "Enum: ",
        "**Required**",
        "> |",
        "<!--",
      ),
    );
    fc.assert(
      fc.property(
        anyPage,
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 30 }), piece), { minLength: 1, maxLength: 6 }),
        ({ file, text }, edits) => {
          let edited = text;
          for (const [at, length, insert] of edits) {
            const start = at % (edited.length + 1);
            edited = edited.slice(0, start) + insert + edited.slice(start + length);
          }
          const { page, diagnostics } = parsePage(file, edited);
          if (page === undefined) expect(diagnostics).not.toEqual([]);
          for (const { line } of diagnostics) {
            expect(line).toBeGreaterThanOrEqual(1);
            expect(line).toBeLessThanOrEqual(edited.split(/\r\n?|\n/).length);
          }
        },
      ),
      { seed, numRuns },
    );
  });

  it("of nothing but noise never throws and is never an operation", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        const { page, diagnostics } = parsePage("rest/x.md", text);
        expect(page).toBeUndefined();
        expect(diagnostics).not.toEqual([]);
      }),
      { seed, numRuns: 500 },
    );
  });
});
