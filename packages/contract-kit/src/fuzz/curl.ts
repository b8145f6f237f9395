import type { Header, SampleRequest } from "../samples/sample.ts";

/** Longest body that a command shows whole. */
const longest = 600;

/** A request as a command for a shell. Credentials stand as variables of their header's name. */
export function curlOf(baseUrl: string, request: SampleRequest, credentials: readonly Header[] = []): string {
  const body =
    request.body.length > longest
      ? `${request.body.slice(0, longest)}… (${request.body.length} letters)`
      : request.body;
  return [
    `curl -i -X ${request.method} ${quoted(baseUrl + request.target)}`,
    ...request.headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...credentials.map(([name]) => `-H "${name}: $${name.toUpperCase().replace(/\W/g, "_")}"`),
    ...(body === "" ? [] : [`--data-binary ${quoted(body)}`]),
  ].join(" ");
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
