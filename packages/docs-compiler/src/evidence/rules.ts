import type { EvidenceState } from "../merge/evidence.ts";
import type { EvidenceRule } from "./collect-evidence.ts";

/** What each rule concludes from what, in words. */
export const ruleWords: Readonly<Record<EvidenceRule, string>> = {
  "page-and-wsdl": "The page's word and the WSDL's element say the same.",
  "page-exact": "The page's word is exact, and no WSDL has this place.",
  "wsdl-only": "No page has a table of it, the WSDL declares it.",
  "wsdl-behind-blunt-word": "The page's word admits several types, the WSDL says which.",
  "wsdl-behind-leaked-name": "The page prints a class name that was left over, the WSDL has another type.",
  "carrier-row": "A row of the base class that all tables of this kind have.",
  "string-of-a-page":
    "The page says string, which may hide a date, an enum or bytes, and no WSDL has this place.",
  "sample-elements": "The page says array, and the elements of the sample are all numbers or all booleans.",
  "as-answered":
    "The request's table is the answer's without what only answers have, so it is the same class.",
  "blunt-word": "The page's word admits several types, and no WSDL says which.",
  "leaked-name": "The page prints a class name that was left over, and no WSDL says what it should be.",
  contradiction: "Two sources contradict each other, and no overlay decides.",
  "parameter-of-a-page": "The page's table of parameters says so.",
  overlay: "An overlay of the contract corrects its sources.",
};

/** What each state means. */
export const stateWords: Readonly<Record<EvidenceState, string>> = {
  confirmed: "two sources agree",
  stated: "one source says it exactly",
  inferred: "a rule concludes it",
  corrected: "an overlay says so against a source",
  unknown: "nobody says, or two sources contradict",
};
