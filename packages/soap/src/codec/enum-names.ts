import type { EnumShape } from "@so-webapi/operations";
import type { EnumDescriptor } from "../descriptors/index.ts";

/** Brings members of an enumeration from SOAP to REST and back. */
export interface EnumNames {
  /** The REST value of a text of SOAP: a name, a comma list, or a number where REST has no name. `undefined` for no member. */
  readonly toRest: (text: string) => string | number | undefined;
  /**
   * The text of SOAP for a REST value. `"no-counterpart"` where only REST has the member, `undefined` where neither side
   * has it.
   */
  readonly toSoap: (value: unknown) => { readonly text: string } | "no-counterpart" | undefined;
}

/**
 * Members are the same where their names are; a member of one side only goes by its number, which REST takes too
 * (platform, "Queries"). Without `rest` the names of SOAP stand on both sides.
 */
export function enumNames(soap: EnumDescriptor, rest: EnumShape | undefined): EnumNames {
  const numbers = new Map(soap.members.map(({ name, number }) => [name, number]));
  const names = new Map(soap.members.map(({ name, number }) => [number, name]));
  const restNumbers = new Map(
    Object.entries(rest?.numbers ?? {}).map(([number, name]) => [name, Number(number)]),
  );
  const restName = (name: string): string | undefined =>
    rest === undefined || rest.members.includes(name) ? name : rest.numbers[String(numbers.get(name))];

  const list = (total: number): { readonly text: string } | undefined => {
    const parts = soap.members.filter(({ number }) => number > 0 && (total & number) === number);
    const covered = parts.reduce((sum, { number }) => sum | number, 0);
    return covered === total ? { text: parts.map(({ name }) => name).join(" ") } : undefined;
  };
  const byNumber = (number: number): { readonly text: string } | undefined => {
    const name = names.get(number);
    if (name !== undefined) return { text: name };
    return soap.flags && Number.isInteger(number) && number >= 0 ? list(number) : undefined;
  };

  return {
    toRest(text) {
      if (!soap.flags) {
        const number = numbers.get(text);
        return number === undefined ? undefined : (restName(text) ?? number);
      }
      const members = text.split(/\s+/).filter((name) => name !== "");
      if (!members.every((name) => numbers.has(name))) return undefined;
      if (members.length === 0) return rest === undefined ? "" : (rest.numbers["0"] ?? 0);
      const known = members.map(restName);
      if (known.every((name) => name !== undefined)) return known.join(", ");
      return members.reduce((sum, name) => sum | (numbers.get(name) ?? 0), 0);
    },
    toSoap(value) {
      if (typeof value === "number") return byNumber(value) ?? (rest && memberByNumber(value, rest));
      if (typeof value !== "string") return undefined;
      if (numbers.has(value)) return { text: value };
      const entries = soap.flags ? value.split(",").map((name) => name.trim()) : [value];
      const members = entries.filter((name) => name !== "");
      if (!soap.flags && members.length !== 1) return undefined;
      if (soap.flags && members.every((name) => numbers.has(name))) return { text: members.join(" ") };
      if (!members.every((name) => numbers.has(name) || rest?.members.includes(name) === true))
        return undefined;
      const known = members.map((name) => numbers.get(name) ?? restNumbers.get(name));
      if (!known.every((number) => number !== undefined)) return "no-counterpart";
      return byNumber(known.reduce((sum, number) => sum | number, 0)) ?? "no-counterpart";
    },
  };
}

const memberByNumber = (value: number, { numbers }: EnumShape): "no-counterpart" | undefined =>
  Object.hasOwn(numbers, String(value)) ? "no-counterpart" : undefined;
