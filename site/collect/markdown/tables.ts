import { headingOf, linesOf } from "./blocks.ts";

/**
 * The text with a frame around each table, which scrolls by itself where it is wider than the page and can be reached by
 * the keyboard.
 *
 * @param title - names the frames of tables that no heading stands above.
 */
export function frameTables(markdown: string, title: string): string {
  const out: string[] = [];
  let heading = title;
  let count = 0;
  let isOpen = false;
  for (const line of linesOf(markdown)) {
    const isRow = !line.isCode && /^\|.*\|\s*$/.test(line.text);
    heading = headingOf(line)?.title ?? heading;
    if (isRow && !isOpen) {
      count++;
      out.push(
        `<div class="wide" tabindex="0" role="region" aria-label="${label(heading)}, table ${count}">`,
        "",
      );
    }
    if (!isRow && isOpen) out.push("", "</div>", "");
    isOpen = isRow;
    out.push(line.text);
  }
  if (isOpen) out.push("", "</div>");
  return out.join("\n");
}

const label = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
