import type { Block } from "./blocks.ts";
import { shownElsewhere } from "./elsewhere.ts";
import { isLeftOut } from "./left-out.ts";
import { typed } from "./shell/commands.ts";
import { play } from "./shell/play.ts";
import { scenes } from "./shell/scenes.ts";

/** Blocks of a page that its scene types, in order: shells, sessions, and steps of a workflow where the scene types them. */
export function typedBlocks(page: string, blocks: readonly Block[]): Block[] {
  return blocks.filter(
    (block) =>
      block.page === page &&
      shownElsewhere(block) === undefined &&
      (typed.includes(block.language) || (block.language === "yaml" && /^- run: /m.test(block.code))),
  );
}

/** Types all that a page has to type. Gives the number of commands. */
export async function playPage(page: string, blocks: readonly Block[]): Promise<number> {
  const scene = scenes[page];
  if (scene === undefined) throw new Error(`${page} has no scene`);
  return play(typedBlocks(page, blocks), scene, isLeftOut);
}
