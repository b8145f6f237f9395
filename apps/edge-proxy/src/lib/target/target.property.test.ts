import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTarget } from "./target.ts";

const seed = 20_261_122;
const segment = fc.stringMatching(/^[A-Za-z0-9_()'!*,;=:@&+$-]{1,12}$/);
const path = fc.array(segment, { minLength: 1, maxLength: 6 }).map((parts) => `/${parts.join("/")}`);
const query = fc.option(fc.stringMatching(/^\?[\x21-\x7e]{0,30}$/), { nil: "" });

/** Percent-encodes every character, and then every percent sign, as often as is asked for. */
function encoded(text: string, times: number): string {
  const once = [...text].map((one) => `%${one.charCodeAt(0).toString(16).padStart(2, "0")}`).join("");
  return once.replaceAll("%", `%${"25".repeat(times - 1)}`);
}

/** What a path may never hold, by itself or behind its encoding. */
const evil = fc.oneof(
  fc.constantFrom("/..", "/.", "/..;x", "/%2e%2e", "/.%2e", "/%2E.", "/%252e%252e", "/%25252e."),
  fc.constantFrom(
    "\\",
    "%5c",
    "%5C",
    "%255c",
    "%2f",
    "%2F",
    "%252f",
    "%00",
    "%0a",
    "%0d",
    "%09",
    "%7f",
    "%250d",
  ),
  fc.constantFrom("\t", "\n", "\r", "\0", " ", "\x7f", "é", "\u2215"),
);

describe("readTarget", () => {
  it("never throws, and what it takes holds nothing that another server could read otherwise", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: "binary" }),
          fc.tuple(path, evil, path).map((parts) => parts.join("")),
        ),
        (target) => {
          const read = readTarget(target);
          if (read.kind === "refused") return;
          expect(read.path.startsWith("/")).toBe(true);
          expect(read.path.startsWith("//")).toBe(false);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what it looks for
          expect(read.path).not.toMatch(/[\\\x00-\x1f\x7f]/);
          expect(read.path.split("/").filter((part) => /^\.{1,2}(?:;|$)/.test(part))).toEqual([]);
          expect(read.path.split("/").length).toBe((target.split("?")[0] ?? "").split("/").length);
        },
      ),
      { seed, numRuns: 5_000 },
    );
  });

  it("refuses whatever smells of traversal, wherever it stands", () => {
    fc.assert(
      fc.property(path, evil, fc.oneof(path, fc.constant("")), query, (before, bad, after, tail) => {
        expect(readTarget(before + bad + after + tail).kind).toBe("refused");
      }),
      { seed, numRuns: 2_000 },
    );
  });

  it("refuses dot segments and separators however often they are encoded", () => {
    fc.assert(
      fc.property(
        path,
        fc.constantFrom("..", "/", "\\", "\r\n"),
        fc.integer({ min: 1, max: 4 }),
        (before, bad, times) => {
          expect(readTarget(`${before}/${encoded(bad, times)}/x`).kind).toBe("refused");
        },
      ),
      { seed, numRuns: 1_000 },
    );
  });

  it("takes plain paths as they are", () => {
    fc.assert(
      fc.property(path, query, (plain, tail) => {
        expect(readTarget(plain + tail)).toEqual({ kind: "path", path: plain, query: tail });
      }),
      { seed, numRuns: 1_000 },
    );
  });
});
