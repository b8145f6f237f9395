// node src/list.ts: every block of every page with its place, its language and how it is shown, and what is not run.
import { placeOf } from "./blocks.ts";
import { leftOut } from "./left-out.ts";
import { allBlocks } from "./pages.ts";
import { howShown } from "./shown.ts";

const rows = allBlocks().map((block) => [
  placeOf(block),
  block.language || "(no language)",
  howShown(block) ?? "NOT SHOWN",
]);
rows.push(...leftOut.map(({ page, command, reason }) => [page, "not run", `${command}: ${reason}`]));
const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
for (const row of rows)
  console.log(
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
