import { rewriteOrigin } from "@so-webapi/platform/links";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LinkStream } from "./link-stream.ts";
import { rewriteText } from "./rewrite-text.ts";

const places = ["/_Links/*", "/odata.nextLink", "/value/*/_Links/Self", "/a~1b"];
const [from, to] = ["https://online3.superoffice.com/Cust1", "https://proxy.example/Cust1"];
const rewrite = (url: string) => rewriteOrigin(url, from, to);

/** The text in pieces of the given sizes, over and over. */
function streamed(text: string, sizes: readonly number[]): string {
  const links = new LinkStream(places, rewrite);
  const bytes = new TextEncoder().encode(text);
  const parts: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < bytes.byteLength; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    parts.push(links.push(bytes.subarray(at, at + size)));
    at += size;
  }
  parts.push(links.end());
  return Buffer.concat(parts).toString();
}

const link = fc.oneof(
  fc.constantFrom(
    `${from}/api/v1/Contact/5`,
    `${from}?x=1`,
    "https://evil.example/Cust1",
    `${from}x/api`,
    "",
  ),
  fc.webUrl(),
  fc.string().map((text) => `${from}/${text}`),
);
const body = fc.record(
  {
    _Links: fc.dictionary(fc.string(), link),
    "odata.nextLink": fc.option(link),
    "a/b": link,
    value: fc.array(fc.record({ _Links: fc.record({ Self: link, Other: link }), Name: fc.string() })),
    rest: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

describe("links of a body that flows", () => {
  it("are rewritten as those of a whole one, wherever the pieces end, and every other byte stays", () => {
    fc.assert(
      fc.property(
        body,
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        fc.boolean(),
        (value, sizes, indent) => {
          const text = JSON.stringify(value, null, indent ? 1 : 0);
          const shown = streamed(text, sizes);
          expect(shown).toBe(rewriteText(text, places, rewrite));
          const { _Links: links = {} } = JSON.parse(shown) as typeof value;
          for (const one of Object.values(links)) expect(one.startsWith(`${from}/`)).toBe(false);
        },
      ),
      { seed: 20_261_122, numRuns: 500 },
    );
  });

  it("change nothing in what is no JSON, broken JSON included", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => text.slice(0, -1)),
        ),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        (text, sizes) => {
          expect(streamed(text, sizes)).toBe(Buffer.from(text).toString());
        },
      ),
      { seed: 20_261_122 },
    );
  });

  it("that are longer than any link stay", () => {
    const long = JSON.stringify({
      "odata.nextLink": `${from}/${"x".repeat(40_000)}`,
      _Links: { Self: `${from}/y` },
    });
    const shown = JSON.parse(streamed(long, [1_000])) as {
      "odata.nextLink": string;
      _Links: { Self: string };
    };
    expect(shown["odata.nextLink"].startsWith(from)).toBe(true);
    expect(shown._Links.Self).toBe(`${to}/y`);
  });
});
