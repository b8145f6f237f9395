import type { Operation } from "@so-webapi/operations";
import { parseMediaType } from "@so-webapi/platform/media";
import { parseSelect, type SelectTree } from "@so-webapi/platform/select";
import { checkAnswer as checkShape } from "@so-webapi/validators";
import type { Taken } from "../body/body.ts";
import type { Contract } from "../contract/contract.ts";
import { isPlainJson, type JsonReading, unreadable } from "./read-json.ts";
import { type Verdict, verdictOf, wholeBody } from "./verdict.ts";

export interface CheckAnswerOptions {
  readonly operation: Operation;
  readonly status: number;
  readonly contentType: string | undefined;
  /** Null where the answer has no body. */
  readonly taken: Taken | null;
  /** The body read as JSON; undefined where it was not read. */
  readonly reading: JsonReading | undefined;
  /** The request's `$select`: what it leaves out may be null. */
  readonly select: SelectTree | undefined;
  readonly contract: Contract;
}

/**
 * Judges an answer. Only what the contract says of success is held against it: error bodies, redirects and parts
 * of bodies are not checked.
 */
export async function checkAnswer(options: CheckAnswerOptions): Promise<Verdict> {
  const { operation, status, contentType, taken, reading, select, contract } = options;
  if (status < 200 || status > 299 || status === 206) return { result: "unchecked", reason: "status" };
  const shape = operation.responses[String(status)];
  if (shape === undefined) return wholeBody("status", `status ${status} is not documented`);
  if (shape === null) return { result: "ok" };
  if (taken === null || (taken.rest === null && taken.bytes.byteLength === 0)) {
    return wholeBody("required", "must have a body");
  }
  const mediaType = parseMediaType(contentType);
  if (mediaType === null || !shape.mediaTypes.includes(`${mediaType.type}/${mediaType.subtype}`)) {
    return wholeBody("contentType", "must have a documented media type");
  }
  if (reading === undefined) return { result: "unchecked", reason: "media-type" };
  if (reading.kind !== "json") return unreadable(reading);
  if (!isPlainJson(mediaType)) return { result: "unchecked", reason: "media-type" };
  const validators = await contract.loadValidators(operation.operationId);
  if (validators === undefined || validators.responses[String(status)] === undefined) {
    return { result: "unchecked", reason: "no-schema" };
  }
  return verdictOf(checkShape(validators, status, reading.value, select === undefined ? {} : { select }));
}

/** Reads `$select` from a query, its name in any case; undefined where there is none that can be read. */
export function selectOf(query: string): SelectTree | undefined {
  if (query === "") return undefined;
  for (const [name, value] of new URLSearchParams(query)) {
    if (name.toLowerCase() !== "$select") continue;
    const parsed = parseSelect(value);
    return parsed.ok ? parsed.value : undefined;
  }
  return undefined;
}
