import { readFileSync } from "node:fs";
import {
  excuses,
  faultStays,
  pageExcuses,
  specExcuses,
  tolerances,
  witnesses,
} from "@so-webapi/contract-kit/mutation";
import { describe, expect, it } from "vitest";
import { columnIds } from "../src/matrix/columns.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

/** The rows of the table below a heading, its first two cells. */
function table(heading: string): { id: string; sentence: string }[] {
  const [, after = ""] = readme.split(`\n### ${heading}\n`);
  const [section = ""] = after.split(/\n##/);
  return [...section.matchAll(/^\| `([^`]+)`\s*\| (.+?)\s*\|$/gm)].map(([, id = "", sentence = ""]) => ({
    id,
    sentence,
  }));
}

const row = ({ id, sentence }: { id: string; sentence: string }) => ({ id, sentence });

describe("the README", () => {
  it("lists the rules as they are, in their order", () => {
    expect(table("Excused mutations of samples")).toEqual(excuses.map(row));
    expect(table("Killed, and taken by the platform all the same")).toEqual(tolerances.map(row));
    expect(table("Excused in the wide matrix")).toEqual([...pageExcuses, faultStays].map(row));
    expect(table("Excused changes of the contract")).toEqual(specExcuses.map(row));
  });

  it("explains every column and every witness", () => {
    const columns = table("Columns").map(({ id }) => id);
    const families = new Set(columnIds.map((id) => id.replace(/^proxy\.(node|worker)\./, "proxy.*.")));
    expect(columns).toEqual([...families]);
    expect(table("Witnesses").map(({ id }) => id)).toEqual([...witnesses]);
  });
});
