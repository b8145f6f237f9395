/**
 * Gives the index behind the string that begins at `start`, the text's length when it never ends. It jumps from
 * quote to quote, so base64 of megabytes costs little.
 */
function endOfString(text: string, start: number): number {
  let quote = start;
  do {
    quote = text.indexOf('"', quote + 1);
    if (quote < 0) return text.length;
  } while (isEscaped(text, quote));
  return quote + 1;
}

/** Gives the index of the first bracket that opens level `maxDepth + 1`, -1 when there is none. */
export function tooDeepAt(text: string, maxDepth: number): number {
  // Few brackets cannot be deep, and to count them is much faster than to look at every character.
  if (!hasMoreBrackets(text, maxDepth)) return -1;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at) - 1;
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        if (++depth > maxDepth) return at;
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        depth--;
        break;
    }
  }
  return -1;
}

/** A number token and where it begins. */
export interface NumberToken {
  readonly at: number;
  readonly literal: string;
}

/** Gives the number tokens of a valid JSON text that a double cannot hold, in their order. */
export function* unsafeNumbers(text: string): Generator<NumberToken> {
  // Nearly every body is done here: the rest of the work is for those that could hold such a number.
  if (!/[0-9]{16}|[0-9][eE]\+?[0-9]{3}/.test(text)) return;
  const number = /-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at) - 1;
    if (code !== MINUS && (code < ZERO || code > NINE)) continue;
    number.lastIndex = at;
    const literal = number.exec(text)?.[0] ?? "-";
    if (!holds(literal)) yield { at, literal };
    at += literal.length - 1;
  }
}

/** Says whether a number token spells an integer. */
export function isIntegerLiteral(literal: string): boolean {
  return /^-?[0-9]+$/.test(literal);
}

/** Integers must come back digit by digit; decimals are inexact by nature and must only be finite. */
function holds(literal: string): boolean {
  const value = Number(literal);
  if (!Number.isFinite(value)) return false;
  return Number.isSafeInteger(value) || !isIntegerLiteral(literal) || BigInt(value) === BigInt(literal);
}

function hasMoreBrackets(text: string, limit: number): boolean {
  let count = 0;
  for (const bracket of ["{", "["]) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      if (++count > limit) return true;
    }
  }
  return false;
}

function isEscaped(text: string, quote: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes++;
  return backslashes % 2 === 1;
}

const QUOTE = 0x22;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
