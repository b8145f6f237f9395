import { describe, expect, it } from "vitest";
import { readBlocks } from "../src/blocks.ts";
import { allBlocks } from "../src/pages.ts";
import { playPage } from "../src/play-page.ts";
import { play } from "../src/shell/play.ts";
import { scenes } from "../src/shell/scenes.ts";

const blocks = allBlocks();
const pages = Object.keys(scenes).filter((page) => !scenes[page]?.system);

describe("commands do what their page says", () => {
  it.each(pages)("%s", async (page) => {
    expect(await playPage(page, blocks)).toBeGreaterThan(0);
  });
});

describe("the shell", () => {
  const run = (text: string, scene = {}) => play(readBlocks("page.md", text), scene, () => false);

  it("says the place of a command that fails", async () => {
    await expect(run("```sh\ntrue\nls nowhere\n```\n")).rejects.toThrow(
      /^page\.md:3: ls nowhere\nended with 2/,
    );
  });

  it("keeps variables and functions from block to block", async () => {
    const text = '```sh\nexport WORD=yes\nsay() {\n  echo "$WORD"\n}\n```\n\n```console\n$ say\nyes\n```\n';
    expect(await run(text)).toBe(3);
  });

  it("compares what is printed, and lets dots stand for what differs", async () => {
    expect(await run("```console\n$ printf 'a\\nb\\nc 12\\n'\na\n...\nc …\n```\n")).toBe(1);
    await expect(run("```console\n$ echo one\ntwo\n```\n")).rejects.toThrow("the page shows\ntwo");
  });

  it("says of a server that ended what it said", async () => {
    await expect(run("```sh\nso-proxy --nonsense\n```\n", { serves: /so-proxy/ })).rejects.toThrow(
      /nonsense/,
    );
  });
});
