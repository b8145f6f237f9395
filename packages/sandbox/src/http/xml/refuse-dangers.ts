import { badRequest } from "../failure.ts";

/** UTF-16 code units. */
const MAX_LENGTH = 16_000_000;

/** Start and end tags together. */
const MAX_TAGS = 100_000;

/** UTF-16 code units: attributes say nothing here but `nil` and namespaces. */
const MAX_TAG_LENGTH = 4_096;

/** What holds text that is no markup, from its first characters to its last. */
const OPAQUE: readonly (readonly [start: string, end: string])[] = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
];

/**
 * Looks through a document once, before the parser does, for what can hurt: a DTD, with which entities would come, other
 * entities than XML's own, and sizes that cost more than they can be worth.
 *
 * @throws {import("../failure.ts").PlatformFailure} 400
 */
export function refuseDangers(text: string): void {
  if (text.length > MAX_LENGTH) throw badRequest("The XML document is too long.");
  let tags = 0;
  let end = 0;
  for (let start = text.indexOf("<"); start >= 0; start = text.indexOf("<", end)) {
    refuseEntities(text.slice(end, start));
    const opaque = OPAQUE.find(([first]) => text.startsWith(first, start));
    const close = text.indexOf(opaque?.[1] ?? ">", start + (opaque?.[0].length ?? 1));
    if (close < 0) throw badRequest("The body is no well-formed XML document.");
    end = close + (opaque?.[1].length ?? 1);
    if (opaque !== undefined) continue;
    if (text.startsWith("<!", start)) throw badRequest("An XML body may hold no DTD.");
    refuseEntities(text.slice(start, end));
    tags += 1;
    if (tags > MAX_TAGS || end - start > MAX_TAG_LENGTH) throw badRequest("The XML document is too large.");
  }
  refuseEntities(text.slice(end));
}

function refuseEntities(text: string): void {
  if (/&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)/.test(text))
    throw badRequest("An XML body may hold no entities but those of XML itself.");
}
