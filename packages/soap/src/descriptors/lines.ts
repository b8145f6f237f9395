import type {
  ElementDescriptor,
  EnumDescriptor,
  OperationDescriptor,
  TypeDescriptor,
} from "./descriptors.ts";
import type { Section } from "./tables.ts";

/** Whether a range in the short form (`86-`, `84-86`, `84,86-`) holds a version. */
export function includesVersion(range: string, version: number): boolean {
  return range.split(",").some((run) => {
    const [from = "", to] = run.split("-");
    if (to === undefined) return Number(from) === version;
    return Number(from) <= version && (to === "" || version <= Number(to));
  });
}

/** The lines of one version; `undefined` where the whole is not in the version. */
export function pickLines(lines: readonly string[], version: number): string[] | undefined {
  const whole = lines[0]?.startsWith("@") === true ? lines[0].slice(1) : undefined;
  if (whole !== undefined && !includesVersion(whole, version)) return undefined;
  return lines.slice(whole === undefined ? 0 : 1).flatMap((line) => {
    const mark = / @([\d,-]+)$/.exec(line);
    if (mark === null) return [line];
    return includesVersion(mark[1] ?? "", version) ? [line.slice(0, mark.index)] : [];
  });
}

const occurrences: Readonly<Record<string, readonly [min: number, max: number | "unbounded"]>> = {
  "": [0, 1],
  "[]": [0, "unbounded"],
  "!": [1, 1],
  "[]!": [1, "unbounded"],
};

/** Reads `Phones ArrayOfPhone?!`: `?` nillable, `!` at least once, `[]` any number of times. */
export function elementOf(line: string): ElementDescriptor {
  const match = /^(\S+) ([^\s?![]+)(\??)((?:\[\])?!?)$/.exec(line);
  const [, name = "", type = "", nillable, mark = ""] = match ?? [];
  const known = occurrences[mark];
  if (match === null || known === undefined)
    throw new SyntaxError(`no element of a SOAP descriptor: ${line}`);
  return { name, type, nillable: nillable === "?", minOccurs: known[0], maxOccurs: known[1] };
}

function enumOf(heads: readonly string[], lines: readonly string[], flags: boolean): EnumDescriptor {
  const members = lines.map((line, place) => {
    const match = /^(\S+) (-?\d+)(!?)$/.exec(line);
    if (match === null) throw new SyntaxError(`no member of a SOAP enumeration: ${line}`);
    const number = Number(match[2]);
    const stated = match[3] === "!" || number !== (flags ? 2 ** place : place);
    return { name: match[1] ?? "", number, stated };
  });
  return { kind: "enum", flags, underlying: heads[0] ?? "xs:int", members };
}

/** Reads a type. A line that begins with `<` names the base class, the pair or the number type behind. */
export function typeOf(section: Section, lines: readonly string[]): TypeDescriptor {
  const heads = lines.filter((line) => line.startsWith("< ")).map((line) => line.slice(2));
  const rest = lines.slice(heads.length);
  switch (section) {
    case "classes":
      return {
        kind: "class",
        base: heads.find((head) => head !== "struct"),
        elements: rest.map(elementOf),
        valueType: heads.includes("struct"),
      };
    case "arrays":
      return { kind: "array", item: elementOf(rest[0] ?? "") };
    case "dictionaries":
      return {
        kind: "dictionary",
        pair: heads[0] ?? "",
        key: elementOf(rest[0] ?? ""),
        value: elementOf(rest[1] ?? ""),
      };
    case "enums":
    case "flags":
      return enumOf(heads, rest, section === "flags");
    case "restrictions":
      return { kind: "restriction", base: heads[0] ?? "", facets: rest };
  }
}

const namesIn = (list: string | undefined): string[] => list?.split(" ").filter((name) => name !== "") ?? [];

/** Reads an operation: arguments, `= ` before a result, `: ` before what no rule gives. */
export function operationOf(
  name: string,
  lines: readonly string[],
  { agent, namespace, headers }: { agent: string; namespace: string; headers: string },
): OperationDescriptor {
  const stated = new Map<string, string>();
  for (const line of lines.filter((text) => text.startsWith(": "))) {
    const [key = "", ...value] = line.slice(2).split(" ");
    stated.set(key, value.join(" "));
  }
  const [requestHeaders, responseHeaders] = (stated.get("headers") ?? headers).split(">");
  return {
    agent,
    name,
    action: stated.get("action") ?? `${namespace}/${agent}/${name}`,
    request: stated.get("request") ?? name,
    response: stated.get("response") ?? `${name}Response`,
    arguments: lines.filter((line) => !/^[=:] /.test(line)).map(elementOf),
    results: lines.filter((line) => line.startsWith("= ")).map((line) => elementOf(line.slice(2))),
    requestHeaders: namesIn(requestHeaders),
    responseHeaders: namesIn(responseHeaders),
  };
}
