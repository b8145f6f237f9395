import type { Operation } from "@so-webapi/operations";
import type { OperationRow } from "../src/api/operation-row.ts";

const json = "application/json";
const isPatch = (type: string): boolean => /^application\/(?:json|merge)-patch\+json$/.test(type);
const isFile = (type: string): boolean => /^image\/|^application\/octet-stream$/.test(type);

/**
 * How a call sends the body of an operation. The platform lists the patch types and even JSON for almost anything, so
 * a patch is what lists them first or alone, and a file what lists bytes or a form.
 *
 * @throws {Error} for types that no call can carry.
 */
export function requestKind({ request }: Operation): OperationRow["request"] {
  if (request === null) return "none";
  const { mediaTypes } = request;
  if (mediaTypes.some((type) => isFile(type) || type === "multipart/form-data")) return "file";
  if (isPatch(mediaTypes[0] ?? "") || (mediaTypes.some(isPatch) && !mediaTypes.includes(json)))
    return "patch";
  if (mediaTypes.includes(json)) return "json";
  throw new Error(`takes a body that no call can carry: ${mediaTypes.join(", ")}`);
}

/**
 * How a call reads the answer of an operation.
 *
 * @throws {Error} for types that no call can read.
 */
export function answerKind({ responses }: Operation): OperationRow["answer"] {
  const all = Object.values(responses);
  const bodies = all.filter((body) => body !== null);
  if (all.length === 0) return "open";
  if (bodies.length === 0) return "none";
  const files = bodies.filter(({ mediaTypes }) => mediaTypes.some(isFile));
  if (files.length === bodies.length) return "file";
  const foreign = bodies.find(({ mediaTypes }) => !mediaTypes.includes(json));
  if (foreign !== undefined) {
    throw new Error(`gives an answer that no call can read: ${foreign.mediaTypes.join(", ")}`);
  }
  if (files.length > 0) throw new Error("answers with a file or with something else");
  return "json";
}
