import type { ContractDocument } from "@so-webapi/contract-kit/contract";
import { operationsOf } from "@so-webapi/contract-kit/contract";
import { isArray, type Json } from "@so-webapi/contract-kit/json";
import type { Reference } from "./reference.ts";

/** One line of a page that the contract names as evidence, and the words of which the line must have one. */
export interface Evidence {
  /** Where the contract says so, for people. */
  readonly by: string;
  /** `file:line` below the reference folder. */
  readonly place: string;
  readonly words: readonly string[];
}

/**
 * The two names that the pages print above the table of an answer whose class they could not name: on agent pages and on
 * entity pages. The table is the class.
 */
const leakedHeadings = ["Response body: TableRight", "Response body: RecurrenceInfo"];

/** A date as the samples print it stands for the class of dates. */
const dateWords = ["T1", "dateTime"];

/** The sources that a built contract names for its classes and operations. */
export function sourcesOf(document: ContractDocument): Evidence[] {
  const classes = Object.entries(document.components.schemas).flatMap(([name, schema]) => {
    const origin = String(schema["x-input-of"] ?? name).replace(/WithLinks$/, "");
    const members = isArray(schema["x-extensible-enum"]) ? schema["x-extensible-enum"].map(String) : [];
    const words = [
      origin,
      ...members,
      // The table of an answer that is an array names no class; the table is the class.
      "Response body: array",
      ...leakedHeadings,
      // A class of a standard stands where a page names the standard.
      ...(String(schema["description"] ?? "").match(/RFC \d+/g) ?? []).flatMap((rfc) => [
        rfc,
        rfc.replace(" ", ""),
      ]),
      ...(schema["x-arguments"] === true ? ["Request Body: request"] : []),
      ...(schema["format"] === "so-date-time" ? dateWords : []),
    ];
    return placesOf(schema["x-sources"]).map((place) => ({ by: `class ${name}`, place, words }));
  });
  const operations = operationsOf(document).flatMap(({ operationId, operation, path }) =>
    placesOf(operation["x-sources"]).map((place) => ({ by: operationId, place, words: [path] })),
  );
  return [...classes, ...operations];
}

const placesOf = (value: Json | undefined): string[] => (isArray(value) ? value.map(String) : []);

/**
 * The evidence of an overlay file, read by its lines: the file's own schema is checked where overlays are applied.
 * A line must mention what the action is about: one of the target's properties, a class that it changes or names, a
 * member that it adds.
 */
export function overlayEvidence(file: string, text: string): Evidence[] {
  return text
    .split(/^ {2}- target: /m)
    .slice(1)
    .flatMap((action) => {
      const [target = "", ...rest] = action.split("\n");
      const body = rest.join("\n");
      const evidence = /x-evidence:\n((?: {6}- .*\n)+)/.exec(body)?.[1] ?? "";
      const classes = [...body.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name = ""]) => name);
      const words = [
        ...targetWords(target),
        ...classes,
        ...addedMembers(body),
        ...(body.includes("additionalProperties") ? ["Dictionary"] : []),
      ];
      return [...evidence.matchAll(/- (\S+)/g)].map(([, place = ""]) => ({
        by: `${file}: ${target}`,
        place,
        words,
      }));
    });
}

/** The properties that a target ends in, or the classes that it is inside of. */
function targetWords(target: string): string[] {
  const [schemas = "", properties] = target.replace(/^\$\.components\.schemas/, "").split(".properties");
  return namesIn(properties ?? schemas.split("['x-")[0] ?? "");
}

/** Names of a step: `.Name`, `['Name']` or a list of them; a quoted name may have dots. */
const namesIn = (step: string): string[] =>
  [...step.matchAll(/'([^']+)'|(\w+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");

function addedMembers(body: string): string[] {
  const [before = "", after = ""] = body
    .split(/^ {4}update:/m)
    .map((part) => /x-extensible-enum:\s*\[([^\]]*)\]/.exec(part)?.[1] ?? "");
  return namesIn(after).filter((member) => !namesIn(before).includes(member));
}

/** What is wrong with evidence: the page or line does not exist, or the line is about something else. */
export function evidenceProblems(reference: Reference, evidence: readonly Evidence[]): string[] {
  return evidence.flatMap(({ by, place, words }) => {
    const [, file = "", line = ""] = /^(.+):(\d+)$/.exec(place) ?? [];
    const lines = reference.lines(file);
    if (lines === undefined) return [`${by}: ${place} names no page`];
    const text = lines[Number(line) - 1];
    if (text === undefined) return [`${by}: ${place} is behind the page's end`];
    return words.some((word) => text.includes(word))
      ? []
      : [`${by}: ${place} mentions none of ${words.join(", ")}`];
  });
}
