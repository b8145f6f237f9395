import type { ClassShape, EnumShape, PropertyShape, Shapes } from "../operation.ts";

/**
 * Packs a class to one line: its name, then its properties, each with `[]` for an array or `{}` for a dictionary, and
 * `:` with a class or `@` with an enum: `Contact Name Emails[]:EntityElement Type@ContactType CustomFields{}`.
 */
export function packClass(name: string, shape: ClassShape): string {
  const properties = Object.values(shape).map(
    ({ name, kind, class: inner, enum: members }) =>
      name +
      { value: "", array: "[]", dictionary: "{}" }[kind] +
      (inner === undefined ? "" : `:${inner}`) +
      (members === undefined ? "" : `@${members}`),
  );
  return [name, ...properties].join(" ");
}

/** Packs an enum to one line: `#` or, for flags, `&` before its name, then members with the numbers they stand for. */
export function packEnum(name: string, { members, numbers, flags }: EnumShape): string {
  const byName = new Map(Object.entries(numbers).map(([number, member]) => [member, number]));
  return [
    `${flags ? "&" : "#"}${name}`,
    ...members.map((member) => (byName.has(member) ? `${member}=${byName.get(member)}` : member)),
  ].join(" ");
}

/** The name of a packed class or enum. */
export const nameOf = (line: string): string => {
  const end = line.indexOf(" ");
  return line.slice(/^[#&]/.test(line) ? 1 : 0, end === -1 ? undefined : end);
};

/** Shapes of these lines. A class is unpacked when it is first looked at: most programs need few. */
export function unpackShapes(lines: () => readonly string[]): Shapes {
  let shapes: Shapes | undefined;
  const made = (): Shapes => {
    shapes ??= byKind(lines());
    return shapes;
  };
  return {
    get classes() {
      return made().classes;
    },
    get enums() {
      return made().enums;
    },
  };
}

function byKind(lines: readonly string[]): Shapes {
  const classes: Record<string, ClassShape> = {};
  const enums: Record<string, EnumShape> = {};
  const named = lines
    .map((line) => ({ name: nameOf(line), line }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, line } of named) {
    if (/^[#&]/.test(line)) later(enums, name, () => enumOf(line));
    else later(classes, name, () => classOf(line));
  }
  return { classes, enums };
}

/** Defines a property that is made when it is first read and stays as it is from then on. */
function later<Value>(record: Record<string, Value>, name: string, make: () => Value): void {
  Object.defineProperty(record, name, {
    enumerable: true,
    configurable: true,
    get() {
      const value = make();
      Object.defineProperty(record, name, { enumerable: true, value });
      return value;
    },
  });
}

const propertyForm = /^(.+?)(\[\]|\{\})?(?::([^:@]+))?(?:@([^:@]+))?$/;

function classOf(line: string): ClassShape {
  const shape: Record<string, PropertyShape> = {};
  for (const text of line.split(" ").slice(1)) {
    const [, name = "", kind, inner, members] = propertyForm.exec(text) ?? [];
    shape[name.toLowerCase()] = {
      name,
      ...(inner === undefined ? {} : { class: inner }),
      ...(members === undefined ? {} : { enum: members }),
      kind: kind === "[]" ? "array" : kind === "{}" ? "dictionary" : "value",
    };
  }
  return shape;
}

function enumOf(line: string): EnumShape {
  const members: string[] = [];
  const numbers: Record<string, string> = {};
  for (const text of line.split(" ").slice(1)) {
    const [name = "", number] = text.split("=");
    members.push(name);
    if (number !== undefined) numbers[number] = name;
  }
  return { members, numbers, flags: line.startsWith("&") };
}
