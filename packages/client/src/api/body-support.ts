import type { Deadline } from "../transport/deadline.ts";
import type { ExchangeInit } from "../transport/exchange.ts";
import { readFile } from "../transport/read-file.ts";
import type { OperationRow } from "./operation-row.ts";

/** What calls with files or patches need. It comes with the APIs that have such calls, so that it is in no other bundle. */
export interface BodySupport {
  /** What an answer with a file is asked for as. */
  readonly accept: string;
  /** Says how a body goes: what it is serialized by and which type it has unless the caller says one. */
  send(kind: OperationRow["request"], body: unknown): ExchangeInit & { readonly duplex?: "half" };
  read(response: Response, deadline: Deadline): Promise<Blob | null>;
}

export const bodySupport: BodySupport = {
  // Bytes first. Not with a wildcard for all, which has the platform answer whatever it likes best.
  accept: "application/octet-stream, image/*;q=0.9, application/json;q=0.5",
  send(kind, body) {
    if (kind === "file")
      return {
        body,
        mediaType: (body instanceof Blob && body.type) || "application/octet-stream",
        bodySerializer: (file) => file,
        // Without it no runtime takes a stream (Fetch, RequestInit.duplex).
        ...(body instanceof ReadableStream && { duplex: "half" }),
      };
    if (kind !== "patch") return { body };
    // A JSON Patch is a list (RFC 6902, 3), and a list as a merge patch would replace the whole (RFC 7396, 2).
    return { body, mediaType: `application/${Array.isArray(body) ? "json" : "merge"}-patch+json` };
  },
  read: readFile,
};
