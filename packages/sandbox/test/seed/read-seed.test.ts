import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { defaultSeed } from "../../src/generated/default-seed.ts";
import { readSeed } from "../../src/seed/read-seed.ts";
import { SeedError } from "../../src/seed/seed-error.ts";

/** `line:column code` of every mistake. */
function mistakesIn(yaml: string): string[] {
  try {
    readSeed(yaml);
  } catch (error) {
    if (error instanceof SeedError)
      return error.mistakes.map(({ line, column, code }) => `${line}:${column} ${code}`);
    throw error;
  }
  return [];
}

const users = `groups: [{ id: 1, name: Sales }]
users: [{ id: 1, userName: tje0, group: 1 }]
`;

describe("seed files", () => {
  test("The default seed is what its file says", () => {
    const file = new URL("../../src/seed/default.seed.yaml", import.meta.url);
    expect(readSeed(readFileSync(file, "utf8"))).toEqual(defaultSeed);
  });

  test("What a seed file leaves out stands at its default", () => {
    const seed = readSeed(`${users}contacts: [{ id: 7, name: Seven, owner: TJE0, created: now }]`);
    expect(seed.contacts[0]).toMatchObject({
      id: 7,
      category: 0,
      department: "",
      phones: [],
      updated: "",
      rest: {},
    });
    expect(readSeed("{}")).toMatchObject({ users: [], contacts: [], lists: {} });
  });

  test("All mistakes of a seed file are told at once, each with its line, column and code", () => {
    const yaml = `${users}contacts:
  - id: 1
    name: [no, text]
    nmae: Misspelt
    owner: nobody
    category: 5
    created: yesterday
  - id: 1
    owner: tje0
    created: -1d
  - id: 0
    name: Zero
    owner: tje0
    created: -1d 25:00
sales:
  - { id: 1, owner: tje0, heading: S, status: Won, created: -1d, amount: '12' }
lists: { Category: [] }
persons: { id: 1 }
`;
    expect(mistakesIn(yaml)).toEqual([
      "5:11 seed-type",
      "6:5 seed-key-unknown",
      "7:12 seed-reference",
      "8:15 seed-reference",
      "9:14 seed-value",
      "10:5 seed-key-missing",
      "10:9 seed-duplicate",
      "13:9 seed-type",
      "16:14 seed-value",
      "18:47 seed-type",
      "18:74 seed-type",
      "19:10 seed-key-unknown",
      "20:10 seed-type",
    ]);
  });

  test.each([
    ["a key that is given twice", "groups: []\ngroups: []\n", "2:1 seed-yaml"],
    ["YAML that does not parse", "groups: [\n", "2:1 seed-yaml"],
    ["an alias, of which a few can mean gigabytes", "groups: &a []\nusers: *a\n", "2:8 seed-yaml"],
    ["a file that is a list", "- 1\n", "1:1 seed-type"],
    ["an empty file", "", "1:1 seed-type"],
    [
      "a property that the class does not have",
      "lists: { task: [{ id: 1, name: T, rest: { Tpye: Phone } }] }",
      "1:43 seed-key-unknown",
    ],
    [
      "a property of the wrong type",
      "lists: { country: [{ id: 1, name: C, rest: { DialInPrefix: 47 } }] }",
      "1:60 seed-type",
    ],
    [
      "a member that the enum does not have",
      "lists: { task: [{ id: 1, name: T, rest: { Type: Phones } }] }",
      "1:49 seed-type",
    ],
    [
      "two users of one name",
      "groups: [{ id: 1, name: G }]\nusers: [{ id: 1, userName: a, group: 1 }, { id: 2, userName: A, group: 1 }]",
      "2:62 seed-duplicate",
    ],
    ["__proto__ as a key", "__proto__: { polluted: true }", "1:1 seed-key-unknown"],
  ])("A seed file is refused for %s", (_why, yaml, mistake) => {
    expect(mistakesIn(yaml)).toEqual([mistake]);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  test("The message of a refused seed file lists the mistakes for people", () => {
    expect(() => readSeed("colour: red\nsize: 9\n")).toThrow(
      "The seed file has 2 mistakes:\n1:1 nothing is called colour here (seed-key-unknown)\n2:1 nothing is called size here",
    );
  });
});
