/** Median of numbers; the mean of the two in the middle where their count is even. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** What was said since it was last taken: texts, and tables with the figures of every round. */
let said = [];

/** Gives what was said, in its order, and begins anew. */
export function takeSaid() {
  const taken = said;
  said = [];
  return taken;
}

/** Prints a text. */
export function say(text) {
  said.push({ text: text.trim() });
  console.log(text);
}

/**
 * Prints rows of texts as a table with a head, numbers to the right.
 *
 * @param rounds - for each row what its rounds measured, which is kept beside the table for `--json`.
 */
export function printTable(head, rows, rounds) {
  said.push({ head, rows, rounds });
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => String(row[column]).length)),
  );
  const line = (cells) =>
    cells
      .map((cell, column) =>
        column === 0 ? String(cell).padEnd(widths[column]) : String(cell).padStart(widths[column]),
      )
      .join("  ");
  console.log(line(head));
  console.log(widths.map((width) => "-".repeat(width)).join("  "));
  for (const row of rows) console.log(line(row));
}
