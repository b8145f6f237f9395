/**
 * Where a JSON text stops being one, as `: line 2, column 4`; empty where the parser does not say. The parser's own message
 * quotes the text, which may hold secrets, so only its position is taken.
 */
export function parsePlace(error: unknown, text: string): string {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : "")?.[1];
  if (position === undefined) return "";
  const before = text.slice(0, Number(position)).split("\n");
  return `: line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
