import type { ElementDescriptor, MemberDescriptor, TypeDescriptor } from "./descriptors.ts";

/** How often an element may stand, by its mark. Nearly all have none. */
const occurrences: readonly (readonly [mark: string, minOccurs: number, maxOccurs: number | "unbounded"])[] =
  [
    ["", 0, 1],
    ["[]", 0, "unbounded"],
    ["!", 1, 1],
    ["[]!", 1, "unbounded"],
  ];

/**
 * `Name type`, then `?` for nillable and how often: nothing for at most once, `[]` any number of times, `!` once,
 * `[]!` at least once, `{2,5}` for all else. So `Phones ArrayOfPhone?` is nillable and may be left out.
 */
export const elementLine = ({ name, type, nillable, minOccurs, maxOccurs }: ElementDescriptor): string => {
  const known = occurrences.find(([, min, max]) => min === minOccurs && max === maxOccurs);
  return `${name} ${type}${nillable ? "?" : ""}${known?.[0] ?? `{${minOccurs},${maxOccurs}}`}`;
};

/** Reads {@link elementLine}. */
export const parseElementLine = (line: string): ElementDescriptor => {
  const match = /^(\S+) ([^\s?![{@]+)(\??)(\[\]!?|!|\{(\d+),(\d+|unbounded)\})?$/.exec(line);
  if (match === null) throw new SyntaxError(`not an element of a SOAP descriptor: "${line}"`);
  const [, name = "", type = "", nillable, mark = "", min = "0", max = "1"] = match;
  const [, minOccurs, maxOccurs] = occurrences.find(([known]) => known === mark) ?? [
    mark,
    Number(min),
    max === "unbounded" ? max : Number(max),
  ];
  return { name, type, nillable: nillable === "?", minOccurs, maxOccurs };
};

const byPlace = (place: number, flags: boolean): number => (flags ? 2 ** place : place);

/** `Name 8`. A number that the WSDL states although the place gives the same ends in `!`. */
const memberLine = ({ name, number, stated }: MemberDescriptor, place: number, flags: boolean): string =>
  `${name} ${number}${stated && number === byPlace(place, flags) ? "!" : ""}`;

const parseMemberLine = (line: string, place: number, flags: boolean): MemberDescriptor => {
  const match = /^(\S+) (-?\d+)(!?)$/.exec(line);
  if (match === null) throw new SyntaxError(`not a member of a SOAP enumeration: "${line}"`);
  const number = Number(match[2]);
  return { name: match[1] ?? "", number, stated: match[3] === "!" || number !== byPlace(place, flags) };
};

/** Where a type stands in the files. */
export type Section = "classes" | "arrays" | "dictionaries" | "enums" | "flags" | "restrictions";

export const sections: readonly Section[] = [
  "classes",
  "arrays",
  "dictionaries",
  "enums",
  "flags",
  "restrictions",
];

/** A type as lines. One that begins with `<` names the base class, the pair or the number type behind. */
export const typeLines = (type: TypeDescriptor): { readonly section: Section; readonly lines: string[] } => {
  switch (type.kind) {
    case "class": {
      const base = type.base === undefined ? [] : [`< ${type.base}`];
      const struct = type.valueType ? ["< struct"] : [];
      return { section: "classes", lines: [...base, ...struct, ...type.elements.map(elementLine)] };
    }
    case "array":
      return { section: "arrays", lines: [elementLine(type.item)] };
    case "dictionary": {
      const lines = [`< ${type.pair}`, elementLine(type.key), elementLine(type.value)];
      return { section: "dictionaries", lines };
    }
    case "enum": {
      const underlying = type.underlying === "xs:int" ? [] : [`< ${type.underlying}`];
      const members = type.members.map((member, place) => memberLine(member, place, type.flags));
      return { section: type.flags ? "flags" : "enums", lines: [...underlying, ...members] };
    }
    case "restriction":
      return { section: "restrictions", lines: [`< ${type.base}`, ...type.facets] };
  }
};

/** Reads {@link typeLines}. */
export const parseTypeLines = (section: Section, lines: readonly string[]): TypeDescriptor => {
  const heads = lines.filter((line) => line.startsWith("< ")).map((line) => line.slice(2));
  const rest = lines.slice(heads.length);
  switch (section) {
    case "classes": {
      const base = heads.find((head) => head !== "struct");
      const elements = rest.map(parseElementLine);
      return { kind: "class", base, elements, valueType: heads.includes("struct") };
    }
    case "arrays":
      return { kind: "array", item: parseElementLine(rest[0] ?? "") };
    case "dictionaries": {
      const [key, value] = [rest[0] ?? "", rest[1] ?? ""].map(parseElementLine);
      if (key === undefined || value === undefined)
        throw new SyntaxError("a dictionary without key and value");
      return { kind: "dictionary", pair: heads[0] ?? "", key, value };
    }
    case "enums":
    case "flags": {
      const flags = section === "flags";
      const members = rest.map((line, place) => parseMemberLine(line, place, flags));
      return { kind: "enum", flags, underlying: heads[0] ?? "xs:int", members };
    }
    case "restrictions":
      return { kind: "restriction", base: heads[0] ?? "", facets: rest };
  }
};
