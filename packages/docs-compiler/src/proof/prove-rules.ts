import { classIdentifier, type IdentityRule } from "../merge/identify-class.ts";
import { baseOfLinks, serviceFinder } from "../merge/links.ts";
import { classAsAnswered, elementOf } from "../merge/operations.ts";
import { leakedNames, readPageWord } from "../merge/page-word.ts";
import { responseClass } from "../merge/tables.ts";
import { formatType, fromWsdl, hasUnknown, type TypeRef } from "../merge/type-ref.ts";
import type { OperationPage, PageRow } from "../pages/model.ts";
import type { ClassFacts, PropertyFact } from "../wsdl/facts.ts";
import { fitsSample } from "./fits-sample.ts";

/** How often a rule was right where its answer was known from a source that it did not see. */
export interface RuleProof {
  readonly rule: string;
  /** What was hidden, and what its prediction was held against. */
  readonly method: string;
  readonly tried: number;
  readonly right: number;
  /** Predictions that were wrong, at most ten, `subject: predicted, is other`. */
  readonly wrong: readonly string[];
  /** False where the merge yields unknown instead: the figure says why. */
  readonly used: boolean;
}

/** The least share of right predictions with which a rule may conclude anything. */
const leastPrecision = 0.99;

export const precisionOf = ({ tried, right }: RuleProof): number => (tried === 0 ? 1 : right / tried);

/** A rule that is used must be precise enough. */
export const isProven = (proof: RuleProof): boolean => !proof.used || precisionOf(proof) >= leastPrecision;

interface Tally {
  readonly try: (subject: string, predicted: string, truth: string) => void;
  readonly proof: () => RuleProof;
}

function tally(rule: string, method: string, used = true): Tally {
  let tried = 0;
  const wrong: string[] = [];
  return {
    try: (subject, predicted, truth) => {
      tried++;
      if (predicted !== truth) wrong.push(`${subject}: ${predicted}, is ${truth}`);
    },
    proof: () => ({ rule, method, tried, right: tried - wrong.length, wrong: wrong.slice(0, 10), used }),
  };
}

/** Leaves one source out, predicts it from the others, and counts. Pages are those that are compiled. */
export function proveRules(pages: readonly OperationPage[], facts: ClassFacts): readonly RuleProof[] {
  return [...proveTypes(pages, facts), ...proveIdentities(pages, facts)];
}

/** A row that a WSDL describes too, with the value that the page's sample shows. */
interface Pair {
  readonly subject: string;
  readonly row: PageRow;
  readonly wsdl: PropertyFact;
  readonly sample: unknown;
}

const objectIn = (value: unknown): Readonly<Record<string, unknown>> => {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === "object" && one !== null ? (one as Record<string, unknown>) : {};
};

function* pairs(pages: readonly OperationPage[], facts: ClassFacts): Generator<Pair> {
  const find = { service: serviceFinder(facts), identify: classIdentifier(facts, pages) };
  for (const page of pages) {
    const { request, response, sampleRequest, sampleResponse } = page;
    const sent = objectIn(sampleRequest?.body?.json.ok === true ? sampleRequest.body.json.value : undefined);
    if (request?.form === "arguments") {
      for (const row of request.rows) {
        const wsdl = find
          .service(page)
          ?.arguments.find((argument) => argument.name.toLowerCase() === row.name.toLowerCase());
        if (wsdl !== undefined)
          yield { subject: `${page.uid}.request.${row.name}`, row, wsdl, sample: sent[row.name] };
      }
    }
    const found = responseClass(page, find);
    const declared = found === undefined ? undefined : facts.classes.get(baseOfLinks(found.name));
    const got = objectIn(sampleResponse?.body?.json.ok === true ? sampleResponse.body.json.value : undefined);
    for (const row of response?.rows ?? []) {
      const wsdl = declared?.properties.find(({ name }) => name === row.name);
      if (wsdl !== undefined)
        yield { subject: `${page.uid}.response.${row.name}`, row, wsdl, sample: got[row.name] };
    }
  }
}

const shown = (type: TypeRef): string => formatType(type);

function proveTypes(pages: readonly OperationPage[], facts: ClassFacts): RuleProof[] {
  const exact = tally("page-exact", "hide the WSDL where the page's word is exact");
  const wsdlOnly = tally("wsdl-only", "hide the page's word where it is exact or names a class");
  const blunt = tally("wsdl-behind-blunt-word", "hide the sample behind a blunt word");
  const leaked = tally("wsdl-behind-leaked-name", "hide the sample behind a left-over class name");
  const plain = tally("string-of-a-page", "hide the WSDL and take the page's string at its word", false);
  for (const { subject, row, wsdl, sample } of pairs(pages, facts)) {
    if (row.type === undefined) continue;
    const word = readPageWord(row.type);
    const stated = fromWsdl(wsdl.type);
    if (word.kind === "exact") {
      exact.try(subject, shown(word.type), shown(stated));
      wsdlOnly.try(subject, shown(stated), shown(word.type));
    } else if (word.kind === "class" && leakedNames.has(word.name)) {
      const fits = fitsSample(stated, facts.enums, sample);
      if (fits !== undefined)
        leaked.try(subject, shown(stated), fits ? shown(stated) : JSON.stringify(sample));
    } else if (word.kind === "class") wsdlOnly.try(subject, shown(stated), word.name);
    else {
      if (/^string$/i.test(row.type)) plain.try(subject, "string", shown(stated));
      const fits = fitsSample(stated, facts.enums, sample);
      if (fits !== undefined)
        blunt.try(subject, shown(stated), fits ? shown(stated) : JSON.stringify(sample));
    }
  }
  const elements = tally("sample-elements", "hide the WSDL of an array without a table");
  const texts = tally("sample-elements: texts", "hide the WSDL of an array of texts", false);
  const service = serviceFinder(facts);
  for (const page of pages) {
    const result = service(page)?.result;
    if (
      page.response?.form !== "arrayOfPrimitives" ||
      page.response.element === undefined ||
      result === undefined
    )
      continue;
    const stated = fromWsdl(result.type);
    if (stated.kind !== "array") continue;
    const predicted = elementOf(page.response.element);
    (predicted.kind === "unknown" ? texts : elements).try(
      `${page.uid}.response`,
      predicted.kind === "unknown" ? "string" : shown(predicted),
      shown(stated.of),
    );
  }
  return [exact, wsdlOnly, blunt, leaked, elements, texts, plain].map((one) => one.proof());
}

const identityRules: readonly IdentityRule[] = ["position", "folder-entity", "only-class-with-table"];

function proveIdentities(pages: readonly OperationPage[], facts: ClassFacts): RuleProof[] {
  const service = serviceFinder(facts);
  const all = classIdentifier(facts, pages);
  const byFolder = new Map<string, OperationPage[]>();
  for (const page of pages) {
    const folder = page.file.slice(0, page.file.lastIndexOf("/"));
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), page]);
  }
  const proofs = identityRules.map((rule) => {
    const others = new Set(identityRules.filter((other) => other !== rule));
    const result = tally(rule, "hide the printed class name, or the position where there is none");
    for (const folder of byFolder.values()) {
      for (const page of folder) {
        const { response } = page;
        if (response === undefined || response.rows.length === 0) continue;
        const named =
          (response.form === "named" || response.form === "odata") && !leakedNames.has(response.bodyType);
        const byPosition = rule === "position" ? undefined : all(page, response.rows, service(page));
        const truth = named
          ? response.bodyType
          : byPosition?.rule === "position"
            ? byPosition.name
            : undefined;
        if (truth === undefined) continue;
        // The page itself must not tell its own folder what its answer is.
        const rest = rule === "folder-entity" ? folder.filter((other) => other !== page) : [];
        const found = classIdentifier(facts, rest, others)(page, response.rows, service(page));
        if (found !== undefined) result.try(page.uid, baseOfLinks(found.name), baseOfLinks(truth));
      }
    }
    return result.proof();
  });
  const asAnswered = tally("as-answered", "hide the WSDL of a request with a table");
  for (const page of pages) {
    const [only, second] = service(page)?.arguments ?? [];
    if (only === undefined || second !== undefined) continue;
    const stated = fromWsdl(only.type);
    const element = stated.kind === "array" ? stated.of : stated;
    const predicted = classAsAnswered(page, { service, identify: all });
    if (predicted !== undefined && !hasUnknown(element)) asAnswered.try(page.uid, predicted, shown(element));
  }
  return [...proofs, asAnswered.proof()];
}
