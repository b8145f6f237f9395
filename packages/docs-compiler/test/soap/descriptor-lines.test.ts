import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ElementDescriptor, TypeDescriptor } from "../../src/soap/descriptors.ts";
import { elementLine, parseElementLine, parseTypeLines, typeLines } from "../../src/soap/lines.ts";
import { pickLines } from "../../src/soap/load-descriptors.ts";
import { mergeSequences } from "../../src/soap/merge-sequences.ts";
import { formatVersions, includesVersion } from "../../src/soap/version-range.ts";

const seed = 20_260_102;
const all = [84, 85, 86, 87, 88];
const name = fc.stringMatching(/^[A-Za-z_]\w{0,8}$/);
const element: fc.Arbitrary<ElementDescriptor> = fc.record({
  name,
  type: fc.oneof(
    name,
    fc.tuple(name, name).map(([prefix, local]) => `${prefix}:${local}`),
  ),
  nillable: fc.boolean(),
  minOccurs: fc.constantFrom(0, 1, 2),
  maxOccurs: fc.constantFrom<(number | "unbounded")[]>(1, 7, "unbounded"),
});

describe("lines of the descriptor files", () => {
  it.each([
    [
      { name: "Phones", type: "ArrayOfPhone", nillable: true, minOccurs: 0, maxOccurs: 1 },
      "Phones ArrayOfPhone?",
    ],
    [
      { name: "Phone", type: "Phone", nillable: true, minOccurs: 0, maxOccurs: "unbounded" },
      "Phone Phone?[]",
    ],
    [{ name: "Key", type: "xs:string", nillable: false, minOccurs: 1, maxOccurs: 1 }, "Key xs:string!"],
    [{ name: "Few", type: "xs:int", nillable: false, minOccurs: 2, maxOccurs: 5 }, "Few xs:int{2,5}"],
  ] as const)("write an element in few letters", (one, line) => {
    expect(elementLine(one)).toBe(line);
    expect(parseElementLine(line)).toEqual(one);
  });

  it("read every element as it was written", () => {
    fc.assert(
      fc.property(element, (one) => {
        expect(parseElementLine(elementLine(one))).toEqual(one);
      }),
      { seed },
    );
  });

  it("read every type as it was written", () => {
    const members = fc.uniqueArray(fc.record({ name, number: fc.integer({ min: -9, max: 99 }) }), {
      selector: (member) => member.name,
      maxLength: 8,
    });
    const type: fc.Arbitrary<TypeDescriptor> = fc.oneof(
      fc.record({
        kind: fc.constant("class" as const),
        base: fc.option(
          name.filter((base) => base !== "struct"),
          { nil: undefined },
        ),
        elements: fc.array(element),
        valueType: fc.boolean(),
      }),
      fc.record({ kind: fc.constant("array" as const), item: element }),
      fc.record({ kind: fc.constant("dictionary" as const), pair: name, key: element, value: element }),
      fc.tuple(fc.boolean(), members).map(([flags, list]) => ({
        kind: "enum" as const,
        flags,
        underlying: "xs:int",
        members: list.map((member, place) => {
          const rule = flags ? 2 ** place : place;
          return { ...member, stated: member.number !== rule || place % 2 === 0 };
        }),
      })),
    );
    fc.assert(
      fc.property(type, (one) => {
        const { section, lines } = typeLines(one);
        expect(parseTypeLines(section, lines)).toEqual(one);
      }),
      { seed },
    );
  });

  it("refuse a line of another form", () => {
    for (const line of ["", "Name", "Name xs:int ?", "Name xs:int@86-"]) {
      expect(() => parseElementLine(line)).toThrow(SyntaxError);
    }
  });
});

describe("versions of a line", () => {
  it.each([
    [[84, 85, 86, 87, 88], "84-"],
    [[86, 87, 88], "86-"],
    [[84, 85], "84-85"],
    [[85], "85"],
    [[88], "88-"],
    [[84, 86, 87, 88], "84,86-"],
  ])("write %j as %s", (versions, range) => {
    expect(formatVersions(versions, all)).toBe(range);
  });

  it("hold exactly the versions that were written", () => {
    fc.assert(
      fc.property(fc.subarray(all, { minLength: 1 }), (versions) => {
        const range = formatVersions(versions, all);
        expect(all.filter((version) => includesVersion(range, version))).toEqual(versions);
      }),
      { seed },
    );
  });

  it("are left out by a reader of another version", () => {
    expect(pickLines(["@86-", "A", "B @87-"], 85)).toBeUndefined();
    expect(pickLines(["@86-", "A", "B @87-"], 86)).toEqual(["A"]);
    expect(pickLines(["@86-", "A", "B @87-"], 88)).toEqual(["A", "B"]);
  });
});

describe("mergeSequences", () => {
  it("gives each version its own list back, whatever the lists are", () => {
    const list = fc.array(fc.constantFrom("a", "b", "c", "d", "e"), { maxLength: 7 });
    fc.assert(
      fc.property(fc.array(list, { minLength: 1, maxLength: 5 }), (lists) => {
        const stated = new Map(lists.map((one, index) => [84 + index, one]));
        const merged = mergeSequences(stated);
        for (const [version, one] of stated) {
          expect(merged.filter(({ versions }) => versions.includes(version)).map(({ text }) => text)).toEqual(
            one,
          );
        }
      }),
      { seed },
    );
  });

  it("keeps an inserted item at its place and shares the rest", () => {
    const merged = mergeSequences(
      new Map([
        [84, ["a", "c"]],
        [85, ["a", "b", "c"]],
      ]),
    );
    expect(merged).toEqual([
      { text: "a", versions: [84, 85] },
      { text: "b", versions: [85] },
      { text: "c", versions: [84, 85] },
    ]);
  });
});
