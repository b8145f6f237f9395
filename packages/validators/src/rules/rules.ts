import { isDateTime } from "@so-webapi/platform/dates";
import type { Findings } from "./findings.ts";

/** Looks at a value and notes what is wrong with it. */
export type Rule = (value: unknown, findings: Findings) => void;

export interface Member {
  readonly name: string;
  readonly rule: Rule;
  readonly required: boolean;
}

/** A rule of one test, for a value of this type. */
const scalar =
  (type: string, test: (value: unknown) => boolean): Rule =>
  (value, findings) => {
    if (!test(value)) findings.add("type", `must be ${type}`);
  };

/** What is not made of other values, by the letter that stands for it in a packed table. */
export const scalars: Readonly<Record<string, Rule>> = {
  A: () => undefined,
  B: scalar("boolean", (value) => typeof value === "boolean"),
  D: scalar("double", Number.isFinite),
  // The type first: `|` would call methods that a body may have by the names toString and valueOf.
  I: scalar("int32", (value) => typeof value === "number" && (value | 0) === value),
  L: scalar("int64", (value) => Number.isInteger(value) && Math.abs(value as number) <= 2 ** 63),
  N: scalar("string or null", (value) => typeof value === "string" || value === null),
  S: scalar("string", (value) => typeof value === "string"),
  T: (value, findings) => {
    if (typeof value !== "string") findings.add("type", "must be string");
    else if (!isDateTime(value)) findings.add("format", "must have the format so-date-time");
  },
};

/** One of these values. */
export function oneOf(values: readonly unknown[]): Rule {
  const message = `must be one of ${values.join(", ")}`;
  return (value, findings) => {
    if (!values.includes(value)) findings.add("enum", message);
  };
}

/** Text that the expression matches. What is no text is no matter of this rule. */
export function matching(source: string): Rule {
  const expression = new RegExp(source, "u");
  return (value, findings) => {
    if (typeof value === "string" && !expression.test(value))
      findings.add("pattern", "must be a comma list of the contract's members");
  };
}

/** Null, or what the rule says. */
export const orNull =
  (rule: Rule): Rule =>
  (value, findings) => {
    if (value !== null) rule(value, findings);
  };

/** A list whose items all keep the rule. */
export const listOf =
  (rule: Rule): Rule =>
  (value, findings) => {
    if (!Array.isArray(value)) return findings.add("type", "must be array");
    for (let place = 0; place < value.length; place++) {
      findings.enter(place);
      rule(value[place], findings);
      findings.leave();
    }
  };

/** An object whose values all keep the rule, whatever their names. */
export const dictionaryOf =
  (rule: Rule): Rule =>
  (value, findings) => {
    if (!isObject(value)) return findings.add("type", "must be object");
    for (const [name, inner] of Object.entries(value)) {
      findings.enter(name);
      rule(inner, findings);
      findings.leave();
    }
  };

/** An object with these members; `closed` says that it has no others. */
export function objectOf(members: readonly Member[], { closed }: { readonly closed: boolean }): Rule {
  const names = closed ? new Set(members.map(({ name }) => name)) : undefined;
  return (value, findings) => {
    if (!isObject(value)) return findings.add("type", "must be object");
    if (names !== undefined) addOthers(value, names, findings);
    for (const { name, rule, required } of members) {
      const inner = value[name];
      if (inner !== undefined) {
        findings.enter(name);
        rule(inner, findings);
        findings.leave();
      } else if (required) findings.add("required", "must be present", name);
    }
  };
}

function addOthers(value: object, names: ReadonlySet<string>, findings: Findings): void {
  for (const name of Object.keys(value)) {
    if (!names.has(name)) findings.add("additionalProperties", "is not a property of the contract", name);
  }
}

/** What all of these rules say. */
export const allOf =
  (rules: readonly Rule[]): Rule =>
  (value, findings) => {
    for (const rule of rules) rule(value, findings);
  };

/** What one of these rules says. Where none holds, what each of them finds is noted. */
export const anyOf =
  (rules: readonly Rule[]): Rule =>
  (value, findings) => {
    const before = findings.violations.length;
    for (const rule of rules) {
      const start = findings.violations.length;
      rule(value, findings);
      if (findings.violations.length === start) return findings.keep(before);
    }
    findings.add("anyOf", "breaks anyOf");
  };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
