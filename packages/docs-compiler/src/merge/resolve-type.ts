import type { PropertyFact } from "../wsdl/facts.ts";
import type { EvidenceState, RuleId, TypeFact } from "./evidence.ts";
import { leakedNames, readPageWord } from "./page-word.ts";
import { fromWsdl, hasUnknown, type TypeRef, unknown } from "./type-ref.ts";

/** What a page says of one property: its word and where that stands. */
export interface PageMention {
  readonly word: string;
  /** `file:line`. */
  readonly source: string;
}

/** What is at hand about one property. */
export interface Mentions {
  readonly subject: string;
  /** Name of the property itself. */
  readonly name: string;
  readonly pages: readonly PageMention[];
  readonly wsdl: PropertyFact | undefined;
  /** Whether a class of that name is known from any page or WSDL. */
  readonly isClass: (name: string) => boolean;
}

const wsdlSource = ({ file, line }: PropertyFact): string => `${file}:${line}`;

/**
 * Merges what pages and WSDLs say of one property. The page says what exists; where its word is exact it also says
 * what it is; where the word is blunt the WSDL decides, if the word admits what the WSDL has. Two sources that
 * contradict give unknown.
 */
export function resolveType(mentions: Mentions): TypeFact {
  const { subject, wsdl, pages } = mentions;
  const fact = (type: TypeRef, state: EvidenceState, rule: RuleId, sources: readonly string[]): TypeFact => ({
    subject,
    type,
    state: hasUnknown(type) ? "unknown" : state,
    rule,
    sources,
  });
  const page = pages[0];
  const fromPages = pages.map(({ source }) => source);
  const stated = wsdl === undefined ? undefined : fromWsdl(wsdl.type);
  const fromBoth = wsdl === undefined ? fromPages : [...fromPages, wsdlSource(wsdl)];

  if (page === undefined) {
    if (wsdl === undefined || stated === undefined)
      return fact(unknown("nothing"), "unknown", "blunt-word", []);
    return fact(stated, "stated", "wsdl-only", [wsdlSource(wsdl)]);
  }
  const word = readPageWord(page.word);

  if (word.kind === "class") {
    if (stated?.kind === "class" && stated.name === word.name) {
      return fact(stated, "confirmed", "page-and-wsdl", fromBoth);
    }
    if (leakedNames.has(word.name)) return leaked(mentions, word.name, stated, fact, fromBoth);
    if (stated !== undefined) return fact(unknown(page.word), "unknown", "contradiction", fromBoth);
    if (!mentions.isClass(word.name)) return fact(unknown(page.word), "unknown", "blunt-word", fromPages);
    return fact({ kind: "class", name: word.name }, "stated", "page-exact", fromPages);
  }
  if (word.kind === "exact") {
    if (stated === undefined) return fact(word.type, "stated", "page-exact", fromPages);
    const agrees = stated.kind === "scalar" && word.type.kind === "scalar" && stated.name === word.type.name;
    if (agrees) return fact(word.type, "confirmed", "page-and-wsdl", fromBoth);
    return fact(unknown(page.word), "unknown", "contradiction", fromBoth);
  }
  if (stated === undefined) return fact(unknown(page.word), "unknown", bluntRule(page.word), fromPages);
  if (!word.admits(stated)) return fact(unknown(page.word), "unknown", "contradiction", fromBoth);
  const sameWord = /^string$/i.test(page.word) && stated.kind === "scalar" && stated.name === "string";
  if (sameWord) return fact(stated, "confirmed", "page-and-wsdl", fromBoth);
  return fact(stated, "inferred", "wsdl-behind-blunt-word", fromBoth);
}

const bluntRule = (word: string): RuleId => (/^string$/i.test(word) ? "string-of-a-page" : "blunt-word");

/**
 * The generator printed a name that it had left over. A row named TableRight is one all the same when the class has
 * the row that goes with it; that correction is an overlay's. Elsewhere the WSDL decides, or nobody.
 */
function leaked(
  { name, isClass }: Mentions,
  printed: string,
  stated: TypeRef | undefined,
  fact: (type: TypeRef, state: EvidenceState, rule: RuleId, sources: readonly string[]) => TypeFact,
  sources: readonly string[],
): TypeFact {
  if (name === "TableRight") {
    const type: TypeRef = { kind: "class", name: "TableRight" };
    return printed === "TableRight" && isClass("TableRight")
      ? fact(type, "stated", "page-exact", sources)
      : fact(unknown(printed), "unknown", "leaked-name", sources);
  }
  if (stated !== undefined) return fact(stated, "inferred", "wsdl-behind-leaked-name", sources);
  return fact(unknown(printed), "unknown", "leaked-name", sources);
}
