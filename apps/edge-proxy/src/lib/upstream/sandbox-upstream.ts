import { streamBody } from "../body/body.ts";
import type { HeaderField } from "../headers/fields.ts";
import { untilStopped } from "../stop/until-stopped.ts";
import { TransportError } from "../transport/transport.ts";
import type { Upstream } from "./upstream.ts";

/** What answers in this process: `fetch` of a sandbox of `@so-webapi/sandbox`, or anything that answers as the WebAPI does. */
export type LocalFetch = (request: Request) => Promise<Response>;

/**
 * A WebAPI in this process. It is asked under the origin that the caller used, so the links that it makes lead through the
 * proxy as they are; `publicUrl`, where it is set, takes the origin's place.
 */
export function sandboxUpstream(fetch: LocalFetch, publicUrl: string | undefined): Upstream {
  const base = publicUrl === undefined ? undefined : new URL(publicUrl);
  return {
    kind: "sandbox",
    // Links below a path of the public address would name a tenant to the sandbox: it makes them without.
    ...(base !== undefined && base.pathname !== "/" && { baseUrl: base.origin }),
    async send({ method, origin, path, headers, body, stop }) {
      const request = new Request((base?.origin ?? origin) + path, {
        method,
        headers: headers.map(([name, value]): [string, string] => [name, value]),
        body,
        signal: stop.signal,
        // Fetch, 5.4: a stream can be sent in this mode alone. Node has it in its types since 24, others do not.
        ...(body instanceof ReadableStream && { duplex: "half" }),
      });
      const response = await untilStopped(fetch(request), stop);
      return {
        status: response.status,
        statusText: response.statusText,
        headers: [...response.headers].map(([name, value]): HeaderField => [name, value]),
        body: response.body === null ? null : streamBody(failingAsTransport(response.body)),
      };
    },
  };
}

/** A body that breaks off is an upstream that broke. */
function failingAsTransport(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (cause) {
          controller.error(new TransportError("invalid", { cause }));
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
