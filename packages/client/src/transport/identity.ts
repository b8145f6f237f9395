import { CREDENTIAL_HEADERS } from "@so-webapi/platform/credentials";
import { Credential } from "../auth/credential.ts";
import { SoCredentialError } from "../errors/so-error.ts";
import type { SendContext, SendOptions } from "./send.ts";

/** Who calls, for all attempts of one call. */
export interface Identity {
  /** Adds the credential. At another origin than the base URL's it takes away what could be one. */
  applyTo(request: Request): Promise<Request>;
  /**
   * Asks once more for a credential, after an answer that refused it; says whether another one came. Absent where
   * there is nothing to ask.
   */
  readonly renew?: () => Promise<boolean>;
}

export function createIdentity(request: Request, context: SendContext, { auth }: SendOptions): Identity {
  const { call, deadline, base } = context;
  if (!request.url.startsWith(`${base.origin}/`)) {
    // A middleware or a raw call's `baseUrl` leads elsewhere.
    return {
      async applyTo(outgoing) {
        for (const name of CREDENTIAL_HEADERS) outgoing.headers.delete(name);
        return outgoing;
      },
    };
  }
  if (auth === undefined || request.headers.has("Authorization"))
    return { applyTo: async (outgoing) => outgoing };
  if (typeof auth !== "function") return { applyTo: async (outgoing) => auth.applyTo(outgoing) };

  const ask = async (rejected?: Credential): Promise<Credential> => {
    const { signal } = deadline;
    let cause: unknown;
    try {
      const credential = await deadline.race(auth({ signal, ...(rejected && { rejected }) }));
      if (credential instanceof Credential) return credential;
    } catch (thrown) {
      cause = thrown;
    }
    throw signal.aborted ? signal.reason : new SoCredentialError({ call, cause });
  };
  let credential: Credential | undefined;
  let asked = false;
  return {
    async applyTo(outgoing) {
      credential ??= await ask();
      return credential.applyTo(outgoing);
    },
    async renew() {
      const rejected = credential;
      if (asked) return false;
      asked = true;
      credential = await ask(rejected);
      return credential !== rejected;
    },
  };
}
