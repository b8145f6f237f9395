import type { Deadline } from "../transport/deadline.ts";
import type { ExchangeInit } from "../transport/exchange.ts";
import { readFile } from "../transport/read-file.ts";

/** What calls with files need. It comes with the APIs that have such calls, so that it is in no other bundle. */
export interface FileSupport {
  readonly accept: string;
  send(body: unknown): ExchangeInit & { readonly duplex?: "half" };
  read(response: Response, deadline: Deadline): Promise<Blob | null>;
}

export const fileSupport: FileSupport = {
  // Bytes first. Not with a wildcard for all, which has the platform answer whatever it likes best.
  accept: "application/octet-stream, image/*;q=0.9, application/json;q=0.5",
  send: (body) => ({
    body,
    mediaType: (body instanceof Blob && body.type) || "application/octet-stream",
    bodySerializer: (file) => file,
    // Without it no runtime takes a stream (Fetch, RequestInit.duplex).
    ...(body instanceof ReadableStream && { duplex: "half" }),
  }),
  read: readFile,
};
