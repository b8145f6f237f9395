import type { Sample as CommittedSample, Header } from "@so-webapi/openapi";
import type { Json } from "./json/json.ts";

/** What a sample gets wrong at a place of one of its bodies, recorded beside it or classified by a rule. */
export interface Fault {
  readonly in: Direction;
  /** JSON pointer to the faulty value. */
  readonly pointer: string;
  readonly fault: FaultId;
}

/** Kinds of faults in bodies: the first two are recorded beside committed samples, the others occur on pages. */
export type FaultId =
  | CommittedSample["faults"][number]["fault"]
  | "constant-for-bytes"
  | "filler-in-base64"
  | "filler-in-date"
  | "filler-in-enum"
  | "member-of-rest-only";

/** The documented exchange of one operation, committed or read from its page. */
export interface Sample extends Omit<CommittedSample, "faults"> {
  readonly faults: readonly Fault[];
}

/** Which half of an exchange. */
export type Direction = "request" | "response";

export const directions: readonly Direction[] = ["request", "response"];

/** The first value of a header, its name in any case. */
export function headerOf(headers: readonly Header[], name: string): string | undefined {
  return headers.find(([candidate]) => candidate.toLowerCase() === name.toLowerCase())?.[1];
}

/** A media type without its parameters, in lower case. */
export const mediaTypeOf = (value: string | undefined): string =>
  (value ?? "").split(";")[0]?.trim().toLowerCase() ?? "";

/** Path and query of a request target. */
export function targetOf(target: string): { readonly path: string; readonly query: URLSearchParams } {
  const mark = target.indexOf("?");
  const path = mark === -1 ? target : target.slice(0, mark);
  return { path, query: new URLSearchParams(mark === -1 ? "" : target.slice(mark + 1)) };
}

/** A body that was read, or the reason why it could not be. */
export type Reading =
  | { readonly ok: true; readonly body: Json }
  | { readonly ok: false; readonly problem: string };

/** Reads the body of one half of a sample. */
export function readBody(sample: Sample, direction: Direction): Reading {
  try {
    return { ok: true, body: JSON.parse(sample[direction].body) as Json };
  } catch {
    // The parser's own message quotes the text; the sample's name and direction say enough.
    return { ok: false, problem: `the ${direction}'s body is not JSON` };
  }
}

/** The recorded faults of one half of a sample. */
export const faultsOf = (sample: Sample, direction: Direction): readonly Fault[] =>
  sample.faults.filter((fault) => fault.in === direction);
