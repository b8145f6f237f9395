/**
 * Rewrites the strings at the given places of a JSON text and leaves every other character as it is, so that
 * numbers keep their digits and a body without such links keeps its bytes. Places are JSON pointers in which `*`
 * stands for any key or index; names are exact. The text must be valid JSON.
 *
 * Gives the very same text where nothing changed.
 */
export function rewriteText(
  text: string,
  places: readonly string[],
  rewrite: (url: string) => string,
): string {
  const tokens = places.map((place) => place.split("/").slice(1).map(unescapeToken));
  const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s"{}[\],:]+/g;
  const open: { key: string | number; readonly array: boolean }[] = [];
  let result = "";
  let done = 0;
  let expectsName = false;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [word] = match;
    const inner = open.at(-1);
    if (word === "{" || word === "[") {
      open.push({ key: word === "[" ? 0 : "", array: word === "[" });
      expectsName = word === "{";
    } else if (word === "}" || word === "]") {
      open.pop();
      expectsName = false;
    } else if (word === ",") {
      if (inner?.array) inner.key = Number(inner.key) + 1;
      expectsName = inner?.array === false;
    } else if (word.startsWith('"')) {
      if (expectsName && inner !== undefined) {
        inner.key = JSON.parse(word) as string;
        expectsName = false;
      } else if (tokens.some((place) => isAt(open, place))) {
        const before = JSON.parse(word) as string;
        const after = rewrite(before);
        if (after === before) continue;
        result += text.slice(done, match.index) + JSON.stringify(after);
        done = match.index + word.length;
      }
    }
  }
  return done === 0 ? text : result + text.slice(done);
}

function isAt(open: readonly { readonly key: string | number }[], place: readonly string[]): boolean {
  if (open.length !== place.length) return false;
  return place.every((token, level) => token === "*" || token === String(open[level]?.key));
}

// RFC 6901, 4: ~1 first, or ~01 would become a slash.
function unescapeToken(token: string): string {
  return token.replaceAll("~1", "/").replaceAll("~0", "~");
}
