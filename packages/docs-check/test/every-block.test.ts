import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { placeOf, readBlocks } from "../src/blocks.ts";
import { compile } from "../src/compile.ts";
import { readerOf, readers } from "../src/data.ts";
import { elsewhere, pictureOf, pictures, shownElsewhere } from "../src/elsewhere.ts";
import { given } from "../src/given.ts";
import { bareCommand, leftOut } from "../src/left-out.ts";
import { allBlocks, root } from "../src/pages.ts";
import { typedBlocks } from "../src/play-page.ts";
import { commandsOf } from "../src/shell/commands.ts";
import { scenes } from "../src/shell/scenes.ts";
import { howShown } from "../src/shown.ts";

const blocks = allBlocks();

describe("every block of every page", () => {
  it("is compiled, typed, read by what it is written for, or stands in a table", () => {
    const unknown = blocks.filter((block) => howShown(block) === undefined);
    expect(
      unknown.map(
        (block) => `${placeOf(block)}: nothing shows this block (${block.language || "no language"})`,
      ),
    ).toEqual([]);
    expect(blocks.length).toBeGreaterThan(120);
  });

  it("compiles where it is code, in one program against the built packages", () => {
    expect(compile(blocks, given)).toEqual([]);
  });

  it.each(
    blocks.filter((block) => readerOf(block) !== undefined).map((block) => [placeOf(block), block] as const),
  )("%s is read by what it is written for", async (_, block) => {
    await readerOf(block)?.read(block);
  });
});

describe("the tables", () => {
  it("leave out only commands that a page has, and few", () => {
    const commands = new Set(
      [...new Set(blocks.map(({ page }) => page))].flatMap((page) =>
        typedBlocks(page, blocks)
          .flatMap(commandsOf)
          .map(({ text }) => `${page} ${bareCommand(text)}`),
      ),
    );
    expect(leftOut.filter(({ page, command }) => !commands.has(`${page} ${command}`))).toEqual([]);
    expect(leftOut.length).toBeLessThan(18);
  });

  it("name tests that there are and that read the page, for blocks that there are", () => {
    for (const row of elsewhere) {
      expect(
        blocks.some((block) => shownElsewhere(block) === row),
        `${row.page} ${row.has ?? ""}`,
      ).toBe(true);
      expect(existsSync(join(root, row.by)), row.by).toBe(true);
      if (!row.page.endsWith("/"))
        expect(readFileSync(join(root, row.by), "utf8"), row.by).toContain(basename(row.page));
    }
  });

  it("have no row for what is not there any more", () => {
    expect(pictures.filter((row) => !blocks.some((block) => pictureOf(block) === row))).toEqual([]);
    expect(readers.filter((row) => !blocks.some((block) => readerOf(block) === row))).toEqual([]);
    expect(Object.keys(scenes).filter((page) => typedBlocks(page, blocks).length === 0)).toEqual([]);
    expect(Object.keys(given).filter((page) => !blocks.some((block) => block.page === page))).toEqual([]);
  });
});

describe("the check itself", () => {
  const page = (text: string) => readBlocks("page.md", text);

  it("says of a new block that nothing shows it", () => {
    const [block] = page("# Title\n\n```sh\nmake install\n```\n");
    expect(block).toMatchObject({ line: 3, language: "sh", code: "make install\n" });
    expect(block && howShown(block)).toBeUndefined();
  });

  it("compiles a block with what earlier ones of its page declare, and says the line of what is wrong", () => {
    const text =
      "```ts\nconst one: number = 1;\n```\n\n```ts\nexport const two = one + 1;\nconst no: string = two;\n```\n";
    const [complaint, ...others] = compile(page(text), {});
    expect(complaint).toMatchObject({ place: "page.md:7" });
    expect(complaint?.message).toContain("not assignable to type 'string'");
    expect(others).toEqual([]);
  });

  it("finds fences of any length, and one that is never closed", () => {
    expect(page("````md\n```sh\nls\n```\n````\n")).toHaveLength(1);
    expect(() => page("text\n```sh\nls\n")).toThrow("page.md:2");
  });
});
