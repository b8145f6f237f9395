import { failAt, type QueryFailure } from "./query-failure.ts";

/** A piece of a filter. `text` of a string is its content, without quotes and escapes. */
export interface Token {
  readonly kind: "word" | "string" | "symbol" | "end";
  readonly text: string;
  readonly place: number;
}

/**
 * Cuts a filter into words, strings and symbols, and one `end`.
 *
 * A string stands between single quotes; a backslash before a quote or a backslash takes it into the string, and
 * before anything else it is itself. Source: agent/Archive_Agent/v1ArchiveAgent_GetArchiveList2.md:92 to 97 (the
 * quote); that a doubled backslash is one follows, or no string could end in a backslash.
 */
export function tokenize(
  text: string,
): { readonly ok: true; readonly value: readonly Token[] } | QueryFailure<"filter-string-open"> {
  const tokens: Token[] = [];
  let place = 0;
  while (place < text.length) {
    const token = tokenAt(text, place);
    if (!token) return failAt("filter-string-open", "A string has no closing quote.", place);
    if (token.kind !== "space") tokens.push({ kind: token.kind, text: token.text, place });
    place = token.end;
  }
  tokens.push({ kind: "end", text: "", place });
  return { ok: true, value: tokens };
}

interface Piece {
  readonly kind: "word" | "string" | "symbol" | "space";
  readonly text: string;
  readonly end: number;
}

function tokenAt(text: string, place: number): Piece | undefined {
  const first = text.charAt(place);
  if (first === "'") return stringAt(text, place);
  if ("(),".includes(first)) return { kind: "symbol", text: first, end: place + 1 };
  const run = /\s/.test(first) ? SPACE : "=<>!".includes(first) ? COMPARISON : WORD;
  let end = place + 1;
  while (end < text.length && run.test(text.charAt(end))) end++;
  const kind = run === SPACE ? "space" : run === COMPARISON ? "symbol" : "word";
  return { kind, text: text.slice(place, end), end };
}

const SPACE = /\s/;
const COMPARISON = /[=<>!]/;
const WORD = /[^\s'(),=<>!]/;

function stringAt(text: string, place: number): Piece | undefined {
  let content = "";
  let from = place + 1;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === "'") return { kind: "string", text: content + text.slice(from, at), end: at + 1 };
    const next = text[at + 1];
    if (character !== "\\" || (next !== "'" && next !== "\\")) continue;
    content += text.slice(from, at);
    at++;
    from = at;
  }
  return undefined;
}

/** Writes a string as {@link tokenize} reads it. */
export function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
