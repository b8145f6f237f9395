// Each example as its README says: a copy outside of the repository, its commands as written, what it prints compared.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { follow } from "./support/follow.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const examples = readdirSync(root).filter((name) => existsSync(`${root}${name}/package.json`));
const withTestsOfTheirOwn = ["contract-ci", "long-list"];

it.each(examples.filter((name) => !withTestsOfTheirOwn.includes(name)))(
  "the README of %s can be followed to its end",
  async (name) => {
    await using followed = await follow(name);
    expect(followed.printed.length).toBeGreaterThan(1);
  },
);

it("long-list reads 10,000 rows in memory that stays level", async () => {
  await using followed = await follow("long-list");
  const said = followed.printed.join("\n").matchAll(/^\d+ rows, ([\d.]+) MB$/gm);
  const megabytes = [...said].map(([, text]) => Number(text));
  expect(megabytes).toHaveLength(5);
  // Whoever keeps the rows is at 2.2 MB more by the end.
  const [first = 0] = megabytes;
  expect(Math.max(...megabytes)).toBeLessThan(first + 1.4);
});

it("the README of all lists each", () => {
  const links = [
    ...readFileSync(`${root}README.md`, "utf8").matchAll(/^\| \[.*?\]\((.+)\/README\.md\) \|/gm),
  ];
  expect(links.map(([, name]) => name).sort()).toEqual(examples);
});
