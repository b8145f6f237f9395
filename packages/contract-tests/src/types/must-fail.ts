import type { ContractDocument } from "@so-webapi/contract-kit/contract";
import type { BodyMutation } from "@so-webapi/contract-kit/mutation";
import { mutationsOf } from "@so-webapi/contract-kit/mutation";
import type { Direction, Sample } from "@so-webapi/contract-kit/samples";
import { importsOf, typedBody } from "./sample-source.ts";
import { CaseFile, typeCase } from "./type-case.ts";

/** Begins the comment of every line that must not compile. */
export const wrongMark = "// wrong: ";

/** Changes that a type must refuse, wherever they are made. */
const wrongAnywhere: ReadonlySet<string> = new Set([
  "number-to-string",
  "number-to-boolean",
  "string-to-number",
  "string-to-object",
  "boolean-to-string",
  "array-to-object",
  "object-to-string",
  "property-added",
  "enum-to-lorem",
  "enum-to-number",
  "entry-type",
]);

function isWrong({ kind, direction, place }: BodyMutation): boolean {
  if (wrongAnywhere.has(kind)) return true;
  if (kind === "value-to-null") return place.at?.nullable === false;
  return direction === "response" && kind === "property-dropped" && place.required;
}

/**
 * The file of one half of a sample in which every marked line must be an error: a wrong type, an unknown property,
 * a lorem word in an enum, null where none may be, and in an answer a property that is missing.
 */
export function mustFailSource(
  document: ContractDocument,
  sample: Sample,
  direction: Direction,
  up: string,
): string {
  const typed = typedBody(document, sample, direction);
  const file = new CaseFile(typed);
  for (const mutation of mutationsOf(document, sample)) {
    if (mutation.of !== "body" || mutation.direction !== direction || !isWrong(mutation)) continue;
    file.add(typeCase(typed, mutation), `${wrongMark.slice(3)}${mutation.kind} ${mutation.where}`);
  }
  return `${importsOf(typed, up)}
import type { At } from "${up}types/at.ts";

${file.lines().lines.join("\n")}
`;
}
