import type { Api } from "../src/api/api.ts";
import { type OperationRow, readRow } from "../src/api/operation-row.ts";

/** Writes what `readRow` reads, as short as it can be. */
export function writeRow(start: Pick<Api, "id" | "path">, call: string, row: OperationRow): string {
  const { method, request, answer } = row;
  const isUsual = readRow(start, call, method).safe === row.safe;
  const verb = isUsual ? method : `${method}!`;
  const words = [verb, request, answer, row.path.slice(start.path.length), row.id.slice(start.id.length)];
  let text = words.join(" ");
  while (words.length > 0) {
    words.pop();
    const shorter = words.join(" ");
    if (!isSame(readRow(start, call, shorter), row)) break;
    text = shorter;
  }
  if (!isSame(readRow(start, call, text), row)) throw new Error("does not fit into a row of words");
  return text;
}

function isSame(one: OperationRow, other: OperationRow): boolean {
  return (Object.keys(other) as (keyof OperationRow)[]).every((key) => one[key] === other[key]);
}
