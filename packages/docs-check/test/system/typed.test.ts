import { describe, expect, it } from "vitest";
import { allBlocks } from "../../src/pages.ts";
import { playPage } from "../../src/play-page.ts";
import { scenes } from "../../src/shell/scenes.ts";

// Commands that build, at the root of the repository: nothing else may run beside them.
describe("commands do what their page says", () => {
  it.each(Object.keys(scenes).filter((page) => scenes[page]?.system))("%s", async (page) => {
    expect(await playPage(page, allBlocks())).toBeGreaterThan(0);
  });
});
