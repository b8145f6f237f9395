import type { Json } from "../json/json.ts";
import { parsePlace } from "../json/parse-place.ts";

/** A header as it stands in a message: name and value. */
export type Header = [name: string, value: string];

/** The request of a sample, as it was printed or recorded. */
export interface SampleRequest {
  readonly method: string;
  /** Request target as printed: path and query. */
  readonly target: string;
  readonly headers: readonly Header[];
  /** The body's text as printed, empty where there is none. */
  readonly body: string;
}

/** The answer of a sample, as it was printed or recorded. */
export interface SampleResponse {
  readonly status: number;
  /** Reason phrase as printed. */
  readonly reason: string;
  readonly headers: readonly Header[];
  readonly body: string;
}

/** What a sample gets wrong at a place of one of its bodies, recorded beside it or classified by a rule. */
export interface Fault {
  readonly in: Direction;
  /** JSON pointer to the faulty value. */
  readonly pointer: string;
  readonly fault: FaultId;
}

/** Kinds of faults in bodies. `checks/faults.ts` says what each looks like; the README has their table. */
export type FaultId =
  | "constant-for-bytes"
  | "decimal-in-integer"
  | "elided-object"
  | "filler-in-base64"
  | "filler-in-date"
  | "filler-in-enum"
  | "member-of-rest-only";

/** One exchange with an operation: documented, recorded from a real tenant, or written by hand. */
export interface Sample {
  /** Its name in reports, where an operation may have several samples. Default: the operationId. */
  readonly id?: string;
  readonly operationId: string;
  /** The page that it is from, below its reference folder; for other samples their file. */
  readonly page: string;
  readonly request: SampleRequest;
  readonly response: SampleResponse;
  readonly faults: readonly Fault[];
  /** Kinds of known faults around the bodies, which are excused; see `pages/`. */
  readonly excused?: readonly string[];
  /** Where its messages stand in files, for reports that point there. */
  readonly origin?: Readonly<Record<Direction, Origin>>;
}

/** Where a message stands in a file. */
export interface Origin {
  /** Path of the file as the reader was given it. */
  readonly file: string;
  /** Line of the message's first line, from 1. */
  readonly line: number;
  /** Line of the body's first line, from 1. */
  readonly bodyLine: number;
}

/** The name of a sample in reports. */
export const sampleId = ({ id, operationId }: Sample): string => id ?? operationId;

/** Which half of an exchange. */
export type Direction = "request" | "response";

/** Both halves of an exchange, in their order. */
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
  } catch (error) {
    const place = parsePlace(error, sample[direction].body);
    return { ok: false, problem: `the ${direction}'s body is not JSON${place}` };
  }
}

/** The recorded faults of one half of a sample. */
export const faultsOf = (sample: Sample, direction: Direction): readonly Fault[] =>
  sample.faults.filter((fault) => fault.in === direction);
