import type { OperationRow } from "../api/operation-row.ts";
import type { ExchangeInit } from "../transport/exchange.ts";

/** Says how a named call's body goes: what it is serialized by and which type it has unless the caller says one. */
export function bodyInit(
  request: OperationRow["request"],
  body: unknown,
): ExchangeInit & { duplex?: "half" } {
  switch (request) {
    case "none":
      return {};
    case "json":
      return { body };
    case "patch":
      // A JSON Patch is a list (RFC 6902, 3), and a list as a merge patch would replace the whole (RFC 7396, 2).
      return { body, mediaType: `application/${Array.isArray(body) ? "json" : "merge"}-patch+json` };
    case "file":
      return {
        body,
        mediaType: (body instanceof Blob && body.type) || "application/octet-stream",
        bodySerializer: (file) => file,
        // Without it no runtime takes a stream (Fetch, RequestInit.duplex).
        ...(body instanceof ReadableStream && { duplex: "half" }),
      };
  }
}
