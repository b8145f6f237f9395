/** D1 binds no more parameters to one statement. */
const MAX_PARAMETERS = 100;

/** Rows in as many groups as it takes for each to be one insert statement with `columns` parameters a row. */
export function inChunks<Row>(rows: readonly Row[], columns: number): Row[][] {
  const size = Math.floor(MAX_PARAMETERS / columns);
  const chunks: Row[][] = [];
  for (let start = 0; start < rows.length; start += size) chunks.push(rows.slice(start, start + size));
  return chunks;
}
