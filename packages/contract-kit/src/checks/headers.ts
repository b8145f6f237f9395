import { CREDENTIAL_HEADERS } from "@so-webapi/platform/credentials";
import type { Header } from "../samples/sample.ts";

/** Headers that one side may add, by lower-case name; a name that ends in `*` stands for all that begin so. */
export type HeaderList = readonly string[];

const isListed = (list: HeaderList, name: string): boolean =>
  list.some((entry) => (entry.endsWith("*") ? name.startsWith(entry.slice(0, -1)) : entry === name));

/**
 * Compares headers: each expected one must be there with its exact value and as often, its name in any case
 * (RFC 9110, 5.1), and nothing else but what the list declares.
 */
export function headerProblems(
  expected: readonly Header[],
  actual: readonly Header[],
  mayAdd: HeaderList,
): string[] {
  const left = actual.map(([name, value]): Header => [name.toLowerCase(), value]);
  const problems: string[] = [];
  for (const [name, value] of expected) {
    const index = left.findIndex(([candidate, found]) => candidate === name.toLowerCase() && found === value);
    if (index !== -1) left.splice(index, 1);
    else {
      const other = left.findIndex(([candidate]) => candidate === name.toLowerCase());
      const found = other === -1 ? undefined : left.splice(other, 1)[0]?.[1];
      problems.push(found === undefined ? `header ${name} is missing` : otherValue(name, found, value));
    }
  }
  const extra = left.filter(([name]) => !isListed(mayAdd, name));
  return [...problems, ...extra.map(([name]) => `header ${name} is not declared`)];
}

/** Credentials are told apart and never shown. */
const otherValue = (name: string, found: string, wanted: string): string =>
  CREDENTIAL_HEADERS.includes(name.toLowerCase())
    ? `header ${name} has another value`
    : `header ${name} is "${found}", not "${wanted}"`;
