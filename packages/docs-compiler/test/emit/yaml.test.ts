import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { toYaml, toYamlByLibrary } from "../../src/emit/yaml.ts";

/** Texts that YAML could read as something else, and some that it could not. */
const texts = fc.oneof(
  fc.string(),
  fc.constantFrom(
    "",
    " ",
    "null",
    "Yes",
    "0",
    "1.5",
    "0x1F",
    "1e3",
    "2024-01-01",
    "~",
    "-",
    "- a",
    "?",
    "a: b",
  ),
  fc.constantFrom(
    "a #b",
    "#/components",
    "../schemas/X.yaml",
    "/api/v1/{id}",
    "$ref",
    "a,b",
    "[a]",
    "{a}",
    "*/*",
  ),
  fc.constantFrom(
    "two\nlines",
    "tab\there",
    "quote'd",
    'say "so"',
    "Ünïcode",
    "@type",
    "%x",
    "!x",
    "&x",
    "<<",
  ),
  fc.constantFrom(
    "NaN",
    ".inf",
    ".5",
    "5.",
    "1_000",
    "12:30",
    "...",
    "---",
    "--- a",
    "._",
    "./",
    "a/",
    "a.",
    "true.x",
  ),
);
const keys = fc.oneof(
  texts,
  fc.constantFrom("type", "tags", "schema", "$ref", "text/json", "a/b+c; charset=utf-8"),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.oneof(
      texts,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.array(fc.tuple(keys, tie("value")), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs)),
  ),
}));

test("what is written is byte for byte what the yaml package writes", () => {
  fc.assert(
    fc.property(value, (any) => {
      expect(toYaml(any)).toBe(toYamlByLibrary(any));
    }),
    { numRuns: 3000, seed: 20_260_101 },
  );
});

test("what is written reads back as what it was", () => {
  fc.assert(
    fc.property(value, (any) => {
      // The package itself writes a text that begins like a document's mark so that it cannot read it again.
      fc.pre(!/"(?:---|\.\.\.)/.test(JSON.stringify(any)));
      expect(parse(toYaml(any))).toEqual(any);
    }),
    { numRuns: 1000, seed: 20_260_102 },
  );
});
