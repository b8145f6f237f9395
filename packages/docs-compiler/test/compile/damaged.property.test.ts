import fc from "fast-check";
import { expect, test } from "vitest";
import { compileReference } from "../../src/compile/compile-reference.ts";
import { UnreadableError } from "../../src/compile/unreadable-error.ts";
import { greenhouseReference, handWrittenContract } from "./greenhouse-reference.ts";
import { writeTree } from "./write-tree.ts";

type Damage = (text: string, at: number) => string | undefined;

const damages: Readonly<Record<string, Damage>> = {
  missing: () => undefined,
  empty: () => "",
  cut: (text, at) => text.slice(0, Math.floor(text.length * at)),
  binary: (text, at) =>
    `${text.slice(0, Math.floor(text.length * at))}\u0000\u0001\ufffd\u0007PK\u0003${text.slice(-40)}`,
  swapped: (text, at) =>
    text.slice(Math.floor(text.length * at)) + text.slice(0, Math.floor(text.length * at)),
  lineLess: (text, at) => {
    const lines = text.split("\n");
    lines.splice(Math.floor(lines.length * at), 1);
    return lines.join("\n");
  },
};

const files = Object.keys(greenhouseReference());
const damage = fc.record({
  file: fc.constantFrom(...files),
  kind: fc.constantFrom(...Object.keys(damages)),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
});

test("a damaged folder gives diagnostics with places, never a crash", async () => {
  const contract = writeTree(handWrittenContract());
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (all) => {
      const tree = greenhouseReference();
      for (const { file, kind, at } of all) {
        const text = tree[file] === undefined ? undefined : damages[kind]?.(tree[file], at);
        if (text === undefined) delete tree[file];
        else tree[file] = text;
      }
      try {
        const { diagnostics } = await compileReference(writeTree(tree), { handWritten: contract });
        for (const { file, line, code, message } of diagnostics) {
          expect(line).toBeGreaterThan(0);
          expect(file).not.toBe("");
          expect(code).toMatch(/^[a-z-]+$/);
          expect(message).not.toBe("");
        }
      } catch (error) {
        // Nothing is left to read.
        expect(error).toBeInstanceOf(UnreadableError);
      }
    }),
    { numRuns: 150, seed: 20_260_104 },
  );
});

test("what damage takes away is reported: an emptied page or WSDL never passes in silence", async () => {
  const contract = writeTree(handWrittenContract());
  for (const file of files) {
    for (const text of ["", "\u0000\u0001\u0002 junk"]) {
      const folder = writeTree({ ...greenhouseReference(), [file]: text });
      const { diagnostics } = await compileReference(folder, { handWritten: contract });
      expect(diagnostics.map((one) => one.file)).toContain(file);
    }
  }
});
