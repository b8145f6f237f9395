/**
 * True where an object of a JSON text has two members of one name: readers differ in which of them counts (RFC 8259, 4). The
 * text must be valid JSON.
 */
export function repeatsName(text: string): boolean {
  const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/g;
  const open: (Set<string> | undefined)[] = [];
  let expectsName = false;
  for (const [word] of text.matchAll(token)) {
    if (word === "{" || word === "[") {
      open.push(word === "{" ? new Set() : undefined);
      expectsName = word === "{";
    } else if (word === "}" || word === "]") {
      open.pop();
      expectsName = false;
    } else if (word === ",") expectsName = open.at(-1) !== undefined;
    else if (expectsName) {
      expectsName = false;
      const name = String(JSON.parse(word));
      if (open.at(-1)?.has(name)) return true;
      open.at(-1)?.add(name);
    }
  }
  return false;
}
