import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readContract } from "../../src/contract/index.ts";
import { run, tree } from "../support/run.ts";

it("so-contract diff finds nothing between a contract and itself", async () => {
  const folder = tree();
  const { status, out } = await run([
    "diff",
    "packed",
    "packed",
    "--changeset",
    join(folder, "c.md"),
    "--packages",
    "x",
  ]);
  expect(out).toBe("0 breaking, 0 additions, 0 others; bump: none\n");
  expect([status, existsSync(join(folder, "c.md"))]).toEqual([0, false]);
});

it("so-contract diff tells what a newer contract breaks, and writes the changeset", async () => {
  const document = readContract("open", ["v1ContactAgent_GetMyActiveContacts"]);
  const folder = tree({ "old.json": JSON.stringify(document) });
  const activity = document.components.schemas["ContactActivity"]!;
  const { Department: _, ...properties } = activity["properties"] as Record<string, object>;
  const schemas = { ...document.components.schemas, ContactActivity: { ...activity, properties } };
  const newer = { ...document, components: { ...document.components, schemas } };
  writeFileSync(join(folder, "new.json"), JSON.stringify(newer));
  const [old, now, changeset] = ["old.json", "new.json", "c.md"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const args = ["diff", old, now, "--changeset", changeset, "--packages", "my-client"];
  const { status, out } = await run(args);
  expect(out).toContain("breaking property-removed ContactActivity: Department");
  expect(out).toContain("Met in v1ContactAgent_GetMyActiveContacts.");
  expect(status).toBe(1);
  expect(readFileSync(changeset, "utf8")).toContain('"my-client": major');
  expect((await run([...args, "--fail-on", "none"])).status).toBe(0);
});

it.each([
  [["diff", "packed", "packed", "--fail-on", "x"], 2],
  [["diff", "packed", "packed", "--packages", "x"], 2],
  [["diff", "packed"], 2],
  [["diff", "packed", "/nowhere.json"], 5],
])("so-contract %j ends with %i", async (args, expected) => {
  expect((await run(args)).status).toBe(expected);
});
