/** What may stand next. An `end` closes the innermost object or array. */
type Expected = "value" | "value or end" | "name" | "name or end" | "colon" | "comma or end";

/**
 * Gives the index of the first token that breaks JSON's grammar (RFC 8259), the text's length when the end came
 * too early, -1 for valid JSON. Runtimes tell the place in different words, some not at all, and quote the text.
 */
export function syntaxErrorAt(text: string): number {
  const open: ("{" | "[")[] = [];
  let expected: Expected | "nothing" = "value";
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const end = endOfToken(text, at);
    if (end < 0) return at;
    const next = step(expected, text.charAt(at), open);
    if (next === undefined) return at;
    expected = next;
    at = skipSpace(text, end);
  }
  return expected === "nothing" ? -1 : text.length;
}

/** Takes one token by its first character; `undefined` when it may not stand there. Keeps `open` up to date. */
function step(
  expected: Expected | "nothing",
  first: string,
  open: ("{" | "[")[],
): Expected | "nothing" | undefined {
  const wantsValue = expected === "value" || expected === "value or end";
  const wantsName = expected === "name" || expected === "name or end";
  const inner = open.at(-1);
  switch (first) {
    case "{":
    case "[":
      if (!wantsValue) return undefined;
      open.push(first);
      return first === "{" ? "name or end" : "value or end";
    case "}":
    case "]":
      if (inner !== (first === "}" ? "{" : "[")) return undefined;
      if (expected === "value" || expected === "name" || expected === "colon") return undefined;
      open.pop();
      return open.length === 0 ? "nothing" : "comma or end";
    case ":":
      return expected === "colon" ? "value" : undefined;
    case ",":
      if (expected !== "comma or end") return undefined;
      return inner === "{" ? "name" : "value";
    default:
      if (wantsName) return first === '"' ? "colon" : undefined;
      if (!wantsValue) return undefined;
      return inner === undefined ? "nothing" : "comma or end";
  }
}

/** Gives the index behind the token at `at`, -1 when no token of JSON begins there. */
function endOfToken(text: string, at: number): number {
  const first = text.charAt(at);
  if ("{}[]:,".includes(first)) return at + 1;
  if (first === '"') return endOfStrictString(text, at);
  const scalar =
    /(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![0-9A-Za-z.+-])/y;
  scalar.lastIndex = at;
  return scalar.test(text) ? scalar.lastIndex : -1;
}

function endOfStrictString(text: string, start: number): number {
  const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') return at + 1;
    if (character < " ") return -1;
    if (character !== "\\") continue;
    escaped.lastIndex = at;
    if (!escaped.test(text)) return -1;
    at = escaped.lastIndex - 1;
  }
  return -1;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && " \t\n\r".includes(text.charAt(at))) at++;
  return at;
}
