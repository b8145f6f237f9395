import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classFacts } from "../../src/wsdl/class-facts.ts";
import { parseWsdl } from "../../src/wsdl/parse-wsdl.ts";
import { assembleVersion } from "../../src/wsdl/read-versions.ts";
import { greenhouseWsdl } from "./fixtures/greenhouse.ts";

const seed = 20_260_101;
const file = "cut.xml";
const text = greenhouseWsdl();
const lines = text.split("\n").length;
const parse = (cut: string) => parseWsdl({ file, firstLine: 1, text: cut });
const whole = parse(text).wsdl;

/** Every declaration as a line of text, to see that a cut WSDL says nothing that the whole one does not. */
const declarations = (wsdl: typeof whole): string[] => [
  ...wsdl.schemas.flatMap((schema) =>
    [...schema.complexTypes, ...schema.simpleTypes, ...schema.elements].map((one) => JSON.stringify(one)),
  ),
  ...[...wsdl.messages, ...wsdl.bindings, ...wsdl.services].map((one) => JSON.stringify(one)),
  ...wsdl.portTypes.flatMap(({ operations }) => operations.map((one) => JSON.stringify(one))),
];
const known = new Set(declarations(whole));

describe("a WSDL that is cut off or damaged", () => {
  it("gives a diagnostic with a line and no declaration that the whole one lacks, wherever it is cut", () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), (length) => {
        const { wsdl, diagnostics } = parse(text.slice(0, length));
        expect(wsdl.complete).toBe(false);
        expect(diagnostics.length).toBeGreaterThan(0);
        for (const { line } of diagnostics) expect(line).toBeGreaterThan(0);
        for (const { line } of diagnostics) expect(line).toBeLessThanOrEqual(lines);
        for (const declaration of declarations(wsdl)) expect(known.has(declaration)).toBe(true);
      }),
      { seed, numRuns: 300 },
    );
  });

  it("never throws, whatever is taken out, doubled or put in, on the way to class facts", () => {
    const place = fc.nat(text.length);
    fc.assert(
      fc.property(place, place, fc.string({ maxLength: 12 }), fc.boolean(), (a, b, insert, twice) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        const damaged =
          text.slice(0, from) + insert + (twice ? text.slice(from, to) : "") + text.slice(twice ? from : to);
        const { wsdl, diagnostics } = parse(damaged);
        expect(wsdl.complete || diagnostics.length > 0).toBe(true);
        const { model } = assembleVersion(88, [{ agent: "Greenhouse", wsdl }]);
        classFacts([model]);
      }),
      { seed, numRuns: 300 },
    );
  });
});
