import type { HeaderField } from "../headers/fields.ts";
import type { TransportAnswer } from "../transport/transport.ts";
import type { Upstream, UpstreamRequest } from "../upstream/upstream.ts";
import { UpstreamRefusal } from "../upstream/upstream-refusal.ts";
import type { CredentialPorts, Credentials } from "./credentials.ts";
import { CredentialsFault } from "./credentials-fault.ts";
import { type WithoutSecretsOptions, withoutSecrets } from "./without-secrets.ts";

/** Milliseconds in which nobody signs in again after it did not work: the server shall not see one attempt per request. */
const SIGN_IN_PAUSE = 5_000;

/** Milliseconds in which a 401 is believed, after a credential that was new was refused as well. */
const REFUSED_PAUSE = 30_000;

/** What went wrong last with a tenant's credentials. */
interface Trouble {
  /** Until when signing in is not tried. */
  failedUntil: number;
  failure: UpstreamRefusal;
  /** Until when a refused credential is not replaced. */
  refusedUntil: number;
}

/**
 * Sends the proxy's own credentials along with the requests that want them. A 401 has the credentials replaced and the
 * request sent once more; who answers 401 has not acted on it (RFC 9110, 15.5.2). A body that streams cannot be sent
 * twice: its caller is told to come again, 503. A 401 of the second attempt is 502, for the caller's own credentials are
 * fine. What an answer repeats of the credentials does not reach the caller.
 *
 * @param credentialsOf - the credentials of a tenant; undefined where callers bring theirs.
 */
export function signedInUpstream(
  upstream: Upstream,
  credentialsOf: (tenant: string | undefined) => Credentials | undefined,
  ports: CredentialPorts,
  looking: WithoutSecretsOptions,
): Upstream {
  const { clock } = ports;
  const troubles = new Map<string, Trouble>();

  function troubleOf(tenant: string | undefined): Trouble {
    const known = troubles.get(tenant ?? "");
    if (known !== undefined) return known;
    const made = { failedUntil: 0, failure: new UpstreamRefusal("credentials-unavailable"), refusedUntil: 0 };
    troubles.set(tenant ?? "", made);
    return made;
  }

  async function fieldsFor(
    credentials: Credentials,
    { stop, tenant }: UpstreamRequest,
    rejected?: readonly HeaderField[],
  ): Promise<readonly HeaderField[]> {
    const trouble = troubleOf(tenant);
    if (clock() < trouble.failedUntil) throw trouble.failure;
    try {
      return await credentials({
        signal: stop.signal,
        tenant,
        ports,
        ...(rejected !== undefined && { rejected }),
      });
    } catch (cause) {
      // The caller went away: that says nothing of the credentials.
      if (stop.aborted) throw stop.reason;
      const isFinal = cause instanceof CredentialsFault && cause.isFinal;
      trouble.failure = isFinal
        ? new UpstreamRefusal("credentials-refused", { cause })
        : new UpstreamRefusal("credentials-unavailable", { cause, retryAfterMs: SIGN_IN_PAUSE });
      trouble.failedUntil = clock() + SIGN_IN_PAUSE;
      throw trouble.failure;
    }
  }

  async function replay(
    credentials: Credentials,
    request: UpstreamRequest,
    rejected: readonly HeaderField[],
  ): Promise<TransportAnswer | undefined> {
    const trouble = troubleOf(request.tenant);
    if (clock() < trouble.refusedUntil) throw new UpstreamRefusal("credentials-refused");
    const fields = await fieldsFor(credentials, request, rejected);
    if (fields === rejected) throw new UpstreamRefusal("credentials-refused");
    if (request.body instanceof ReadableStream)
      throw new UpstreamRefusal("credentials-renewed", { retryAfterMs: 1_000 });
    const answer = await upstream.send(withFields(request, fields));
    if (answer?.status !== 401) return answer && withoutSecrets(answer, fields, looking);
    answer.body?.cancel();
    trouble.refusedUntil = clock() + REFUSED_PAUSE;
    throw new UpstreamRefusal("credentials-refused");
  }

  return {
    ...upstream,
    async send(request) {
      const credentials = request.signsIn ? credentialsOf(request.tenant) : undefined;
      if (credentials === undefined) return upstream.send(request);
      const fields = await fieldsFor(credentials, request);
      const answer = await upstream.send(withFields(request, fields));
      if (answer?.status !== 401) return answer && withoutSecrets(answer, fields, looking);
      answer.body?.cancel();
      return replay(credentials, request, fields);
    },
  };
}

function withFields(request: UpstreamRequest, fields: readonly HeaderField[]): UpstreamRequest {
  return { ...request, headers: [...request.headers, ...fields] };
}
