import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { answerTo } from "../../scripts/parity-answers.ts";
import { type ParityReport, parityPage } from "../../scripts/parity-page.ts";
import { soapPages } from "./soap-pages.ts";

const folder = soapPages("The page of parity against the list of so-docs");
if (folder !== undefined)
  test("docs/parity.md answers every difference that so-docs lists today", () => {
    const compiler = fileURLToPath(import.meta.resolve("@so-webapi/docs-compiler/package.json")).replace(
      "package.json",
      "src/cli.ts",
    );
    const json = execFileSync(process.execPath, [compiler, "soap-parity", "--json", resolve(folder, "..")], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    const page = readFileSync(resolve(import.meta.dirname, "../../docs/parity.md"), "utf8");
    expect(parityPage(JSON.parse(json) as ParityReport)).toBe(page);
  });

test("a difference that nobody has thought of has no answer", () => {
  const row = {
    from: "Services88",
    to: "REST",
    subject: "colour",
    owner: "Contact",
    name: "",
    change: "added",
  };
  expect(() => answerTo(row)).toThrow(/no answer/);
});
