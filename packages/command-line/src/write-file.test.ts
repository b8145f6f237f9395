import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { UnwritableError, writeFile } from "./write-file.ts";

const folder = mkdtempSync(join(tmpdir(), "so-write-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("makes the folders of a file, and writes over what it was", () => {
  const file = join(folder, "a/b/report.txt");
  writeFile(file, "first, and longer");
  writeFile(file, "blåbær");
  expect(readFileSync(file, "utf8")).toBe("blåbær");
});

it("says which file and why", () => {
  writeFileSync(join(folder, "file"), "");
  const below = join(folder, "file/below/report.txt");
  expect(() => writeFile(below, "")).toThrow(
    expect.objectContaining({
      code: "unwritable",
      file: below,
      message: `${below} cannot be written (ENOTDIR)`,
    }),
  );
  expect(() => writeFile(folder, "")).toThrow(UnwritableError);
});

// In a process of its own: what tries for ever does not listen to a time-out.
it("does not try for ever where a folder takes no other", () => {
  const program = `import { writeFile } from ${JSON.stringify(new URL("./write-file.ts", import.meta.url))};
    try { writeFile("/proc/nowhere/a/report.txt", ""); } catch (error) { console.log(error.code, error.message); }`;
  const said = execFileSync(process.execPath, ["--input-type=module", "--eval", program], {
    encoding: "utf8",
    timeout: 20_000,
  });
  expect(said).toMatch(/^unwritable \/proc\/nowhere\/a\/report\.txt cannot be written \(E[A-Z]+\)\n$/);
});
