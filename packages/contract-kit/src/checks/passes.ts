import { TargetError } from "../errors.ts";
import type { Sample } from "../samples/sample.ts";
import type { Recorder } from "../servers/recorder.ts";
import { type Received, sendRaw } from "../servers/send.ts";
import { type Outcome, outcome, type Problem } from "./check.ts";
import { type HeaderList, headerProblems } from "./headers.ts";

/** A running proxy in front of a recorder. */
export interface ProxyTarget {
  readonly address: string;
  readonly upstream: Recorder;
  /** Headers that the proxy may add to a request. Default: {@link connectionAdds} and {@link proxyAdds}. */
  readonly requestAdds?: HeaderList;
  /** Headers that the proxy may add to an answer. Default: the same. */
  readonly answerAdds?: HeaderList;
}

/** Headers of a connection, which each hop has of its own (RFC 9110, 7.6.1), and of a message's framing and time. */
export const connectionAdds: HeaderList = [
  "host",
  "connection",
  "content-length",
  "keep-alive",
  "transfer-encoding",
  "date",
];

/** What intermediaries say of themselves: RFC 9110, 7.6.3; RFC 7239 and its forerunners; W3C Trace Context. */
export const proxyAdds: HeaderList = [
  "via",
  "forwarded",
  "x-forwarded-*",
  "traceparent",
  "tracestate",
  "x-request-id",
];

/**
 * `proxy.passes`: the sample's request arrives upstream as it was sent, and the answer arrives back as it was given, both
 * byte for byte, but for headers on a list.
 *
 * @param body what the answer's body must be, where a proxy may change it (links). Default: what upstream gave
 */
export async function proxyPassesSample(
  target: ProxyTarget,
  sample: Sample,
  body?: string,
): Promise<Outcome> {
  const { received, arrival } = await exchange(target, sample);
  return outcome([...arrival, ...answerProblems(target, sample, received, body)]);
}

/** Sends the sample through the proxy: what arrived back, and what is wrong with what arrived upstream. */
export async function exchange(
  target: ProxyTarget,
  sample: Sample,
): Promise<{ readonly received: Received; readonly arrival: readonly Problem[] }> {
  target.upstream.expect(sample.response);
  const received = await sendRaw(target.address, sample.request).catch((error: unknown) => {
    // A proxy that takes a request and gives no answer fails its check; one that is not there fails the run.
    if (!isAbsent(error)) throw error;
    throw new TargetError("target-down", `${target.address} cannot be reached`, { cause: error });
  });
  return { received, arrival: arrivalProblems(target, sample) };
}

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && "code" in error && ["ECONNREFUSED", "ENOTFOUND"].includes(String(error.code));

function arrivalProblems({ upstream, requestAdds }: ProxyTarget, { request }: Sample): Problem[] {
  const [arrived, ...more] = upstream.requests;
  if (arrived === undefined) return [said("request", "the request did not arrive upstream")];
  const isSameBody = arrived.body.equals(Buffer.from(request.body));
  return [
    ...(more.length === 0 ? [] : [`the request arrived ${more.length + 1} times`]),
    ...(arrived.method === request.method ? [] : [`the method arrived as ${arrived.method}`]),
    ...(arrived.target === request.target ? [] : [`the target arrived as ${arrived.target}`]),
    ...headerProblems(request.headers, arrived.headers, requestAdds ?? [...connectionAdds, ...proxyAdds]).map(
      (problem) => `upstream: ${problem}`,
    ),
  ]
    .map((message) => said("request", message))
    .concat(
      isSameBody
        ? []
        : [
            {
              ...said("request", "the body arrived with other bytes"),
              sides: { expected: request.body, actual: arrived.body.toString() },
            },
          ],
    );
}

/** What is wrong with the answer that came back through the proxy. */
export function answerProblems(
  { answerAdds }: Pick<ProxyTarget, "answerAdds">,
  { response }: Sample,
  received: Received,
  body: string = response.body,
): Problem[] {
  const isSameBody = received.body.equals(Buffer.from(body));
  return [
    ...(received.status === response.status
      ? []
      : [`the answer's status is ${received.status}${codeOf(received)}, not ${response.status}`]),
    ...headerProblems(response.headers, received.headers, answerAdds ?? [...connectionAdds, ...proxyAdds]),
  ]
    .map((message) => said("response", message))
    .concat(
      isSameBody
        ? []
        : [
            {
              ...said("response", "the answer's bytes are not those that are expected"),
              sides: { expected: body, actual: received.body.toString() },
            },
          ],
    );
}

const said = (half: "request" | "response", message: string): Problem => ({ message, in: half });

/** The code of a problem body (RFC 9457), where the proxy answered with one. */
function codeOf({ body }: Received): string {
  try {
    const { code } = JSON.parse(body.toString()) as { readonly code?: unknown };
    return typeof code === "string" ? ` (${code})` : "";
  } catch {
    return "";
  }
}
