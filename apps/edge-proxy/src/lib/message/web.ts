import type { HeaderField } from "../headers/fields.ts";
import type { Inbound } from "../inbound/inbound.ts";
import { HeaderList } from "./header-list.ts";
import { ProxyAnswer } from "./proxy-answer.ts";
import type { ProxyRequest } from "./proxy-request.ts";

/** The rim of `fetch`: a web `Request` in the proxy's own form. */
export function requestOf(request: Request, inbound: Inbound): ProxyRequest {
  const { signal, url } = request;
  const path = url.indexOf("/", url.indexOf("//") + 2);
  return {
    ...inbound,
    method: request.method,
    origin: path === -1 ? url : url.slice(0, path),
    headers: new HeaderList([...request.headers].map(([name, value]): HeaderField => [name, value])),
    onGone(listener) {
      const gone = (): void => listener(signal.reason);
      if (signal.aborted) gone();
      else signal.addEventListener("abort", gone, { once: true });
      return () => signal.removeEventListener("abort", gone);
    },
    web: () => request,
  };
}

/**
 * An answer as `fetch` gives it.
 *
 * @throws {TypeError} for header fields that no header may hold, which answers of this proxy do not have.
 */
export function responseOf({ status, statusText, headers, body }: ProxyAnswer): Response {
  const fields = new Headers();
  for (const [name, value] of headers) fields.append(name, value);
  return new Response(body, { status, statusText, headers: fields });
}

/** An answer of something that answers as `fetch` does. */
export function answerOf(response: Response): ProxyAnswer {
  const { status, statusText, headers, body } = response;
  return new ProxyAnswer(body, {
    status,
    statusText,
    headers: [...headers].map(([name, value]): HeaderField => [name, value]),
  });
}
