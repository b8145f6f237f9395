import type { Block } from "./blocks.ts";
import { compiled } from "./compile.ts";
import { readerOf } from "./data.ts";
import { pictureOf, shownElsewhere } from "./elsewhere.ts";
import { isLeftOut } from "./left-out.ts";
import { typedBlocks } from "./play-page.ts";
import { commandsOf } from "./shell/commands.ts";
import { scenes } from "./shell/scenes.ts";

/** How a block is shown to be right, in words, or undefined for one of which nothing is known. */
export function howShown(block: Block): string | undefined {
  if (compiled.includes(block.language)) return block.language === "js" ? "parsed" : "compiled";
  const other = shownElsewhere(block);
  if (other !== undefined) return `by ${other.by}`;
  const picture = pictureOf(block);
  if (picture !== undefined) return `shows ${picture.what}`;
  const reader = readerOf(block);
  if (reader !== undefined) return reader.as;
  const scene = scenes[block.page];
  const typed = typedBlocks(block.page, [block]);
  if (typed.length > 0 && typed.flatMap(commandsOf).every(({ text }) => isLeftOut(block.page, text)))
    return "not run";
  if (scene === undefined || typed.length === 0) return undefined;
  const compared = block.language === "console" ? ", what it prints compared" : "";
  return `typed${scene.system ? " in test:system" : ""}${compared}`;
}
