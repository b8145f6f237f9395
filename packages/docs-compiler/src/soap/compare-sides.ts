import { commonPlaces } from "./merge-sequences.ts";
import type { ParityField, ParitySide } from "./parity-side.ts";

/** What differs between two sides. */
export interface ParityRow {
  readonly from: string;
  readonly to: string;
  readonly subject: "operation" | "argument" | "result" | "class" | "property" | "enum" | "member";
  /** `Contact.GetMyActiveContacts`, or the name of a class or of an enumeration. */
  readonly owner: string;
  /** Of the argument, result, property or member; empty where the owner itself is the subject. */
  readonly name: string;
  readonly change: "added" | "removed" | "type" | "nillable" | "order" | "case" | "number";
  /** Type, nillability, number, or for `order` the name that stands before it; empty for the first. */
  readonly before?: string;
  readonly after?: string;
}

type Base = Pick<ParityRow, "from" | "to" | "owner">;
type FieldSubject = "argument" | "result" | "property";

const compareFields = (
  base: Base,
  subject: FieldSubject,
  before: readonly ParityField[],
  after: readonly ParityField[],
): ParityRow[] => {
  const rows: ParityRow[] = [];
  const row = (name: string, change: ParityRow["change"], was?: string, is?: string): void => {
    rows.push({
      ...base,
      subject,
      name,
      change,
      ...(was === undefined ? {} : { before: was }),
      ...(is === undefined ? {} : { after: is }),
    });
  };
  // The platform takes names in any case, so a name in another case is the same property and a note.
  const byName = new Map(after.map((field) => [field.name.toLowerCase(), field]));
  const names = new Set(before.map(({ name }) => name.toLowerCase()));
  for (const was of before) {
    const is = byName.get(was.name.toLowerCase());
    if (is === undefined) {
      row(was.name, "removed", was.type);
      continue;
    }
    if (is.name !== was.name) row(was.name, "case", was.name, is.name);
    if (is.type !== was.type) row(was.name, "type", was.type, is.type);
    if (is.nillable !== undefined && was.nillable !== undefined && is.nillable !== was.nillable) {
      row(was.name, "nillable", String(was.nillable), String(is.nillable));
    }
  }
  for (const is of after) {
    if (!names.has(is.name.toLowerCase())) row(is.name, "added", undefined, is.type);
  }
  // JSON has no order: only two SOAP versions can differ in it.
  if (after.some(({ nillable }) => nillable === undefined)) return rows;
  const was = before.map(({ name }) => name).filter((name) => byName.has(name.toLowerCase()));
  const is = after.map(({ name }) => name).filter((name) => names.has(name.toLowerCase()));
  const staying = new Set(commonPlaces(was, is).map(([, place]) => is[place]));
  is.forEach((name, place) => {
    if (!staying.has(name)) row(name, "order", was[was.indexOf(name) - 1] ?? "", is[place - 1] ?? "");
  });
  return rows;
};

/** Walks two maps by name: `removed` and `added` for what one side lacks, `both` for what they share. */
const compareMaps = <Value>(
  before: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
  subject: "operation" | "class" | "enum",
  base: Omit<Base, "owner">,
  both: (owner: string, was: Value, is: Value) => ParityRow[],
): ParityRow[] => {
  const owners = [...new Set([...before.keys(), ...after.keys()])].sort();
  return owners.flatMap((owner) => {
    const was = before.get(owner);
    const is = after.get(owner);
    if (was !== undefined && is !== undefined) return both(owner, was, is);
    return [{ ...base, subject, owner, name: "", change: was === undefined ? "added" : "removed" } as const];
  });
};

const compareMembers = (
  base: Base,
  before: ReadonlyMap<string, number | undefined>,
  after: ReadonlyMap<string, number | undefined>,
): ParityRow[] => {
  const rows: ParityRow[] = [];
  for (const [name, number] of before) {
    const is = after.get(name);
    if (!after.has(name))
      rows.push({ ...base, subject: "member", name, change: "removed", before: String(number) });
    else if (number !== undefined && is !== undefined && number !== is) {
      rows.push({
        ...base,
        subject: "member",
        name,
        change: "number",
        before: String(number),
        after: String(is),
      });
    }
  }
  for (const [name, number] of after) {
    if (before.has(name)) continue;
    const stated = number === undefined ? {} : { after: String(number) };
    rows.push({ ...base, subject: "member", name, change: "added", ...stated });
  }
  return rows;
};

/** Lists everything that differs between two sides, in the order of names. */
export const compareSides = (before: ParitySide, after: ParitySide): ParityRow[] => {
  const step = { from: before.label, to: after.label };
  // A side without classes or enumerations does not speak of them; that is no removal of all.
  const classes = before.classes.size > 0 && after.classes.size > 0;
  const enums = before.enums.size > 0 && after.enums.size > 0;
  return [
    ...compareMaps(before.operations, after.operations, "operation", step, (owner, was, is) => [
      ...compareFields({ ...step, owner }, "argument", was.arguments, is.arguments),
      ...compareFields({ ...step, owner }, "result", was.results, is.results),
    ]),
    ...(classes
      ? compareMaps(before.classes, after.classes, "class", step, (owner, was, is) =>
          compareFields({ ...step, owner }, "property", was, is),
        )
      : []),
    ...(enums
      ? compareMaps(before.enums, after.enums, "enum", step, (owner, was, is) =>
          compareMembers({ ...step, owner }, was, is),
        )
      : []),
  ];
};
