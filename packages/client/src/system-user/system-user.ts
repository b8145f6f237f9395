import { isTenantId } from "@so-webapi/platform/tenants";
import { type AuthFunction, soTicket } from "../auth/credential.ts";
import type { SingleFlight } from "../auth/single-flight.ts";
import type { OptionIssue } from "../errors/options-error.ts";
import type { AskOptions } from "../identity/ask-json.ts";
import { type EnvironmentOption, environmentIssues, originOf } from "../identity/environment.ts";
import { keptCredential } from "../identity/kept-credential.ts";
import { askIssues, textIssues, throwIssues } from "../identity/option-issues.ts";
import { type PublishedKeys, publishedKeys } from "../identity/published-keys.ts";
import { askTicket, TICKET_CALL } from "./ask-ticket.ts";
import { importPrivateKey, privateKeyFault } from "./private-key.ts";
import { signSystemToken } from "./sign-system-token.ts";
import { SoSystemUserError } from "./system-user-error.ts";

/** A ticket in a form that JSON keeps. It is secret. */
export interface SystemUserTicket {
  /** `7T:…` */
  readonly ticket: string;
  /** When it ends unless it is used before, in milliseconds since 1970; an hour too early at most. */
  readonly endsAt: number;
}

/** Where a ticket outlives the process. At the edge, where clients come and go, each would take out a new one else. */
export interface TicketStore {
  /** Gives what was saved last; nothing when there is none. Asked before a ticket is taken out. */
  load(): Promise<SystemUserTicket | null | undefined> | SystemUserTicket | null | undefined;
  /** Keeps a ticket in place of the one before. Called for a new one, and once an hour while it is used. */
  save(ticket: SystemUserTicket): Promise<void> | void;
}

/** The tenant, and the secrets that its system user signs in with. */
export interface SystemUserOptions extends Omit<AskOptions, "signal"> {
  /** `sod`, `qaonline`, `online`, or the origin of a server that stands in for one. */
  readonly environment: EnvironmentOption;
  /** The tenant, `Cust12345`. */
  readonly tenant: string;
  /** The system user token of the tenant: the claim `system_token` when an administrator signed in. */
  readonly systemToken: string;
  /** The application's secret. It goes along with each ticket, as `SO-AppToken`. */
  readonly applicationToken: string;
  /**
   * The application's RSA key: the text of a PEM file, PKCS#8 or PKCS#1, without a password; the vendor's XML
   * (`<RSAKeyValue>`); or a `CryptoKey` for RSASSA-PKCS1-v1_5 with SHA-256 that may sign.
   */
  readonly privateKey: string | CryptoKey;
  /** Default: this process's memory. */
  readonly store?: TicketStore | undefined;
  /** Milliseconds before its end at which a ticket is renewed. Default 300,000. */
  readonly renewBeforeMs?: number | undefined;
  /** Milliseconds that this clock and the server's may differ when its token is verified. Default 60,000. */
  readonly toleranceMs?: number | undefined;
  /** The published keys, where several tenants share them: `publishedKeys(…)`. Default: its own. */
  readonly keys?: PublishedKeys | undefined;
  /**
   * Has one ticket taken out at a time. The key is `system-user:` and the tenant. Default: one of its own.
   */
  readonly singleFlight?: SingleFlight | undefined;
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** How long a ticket lives from its last use (platform, "Who is calling"). */
const LIFE_MS = 6 * 3_600_000;

/** How far an end must have moved to be noted: not at every request. */
const STEP_MS = 3_600_000;

/**
 * Gives the option `auth` of a client for a tenant's system user: no person, and no sign-in. It signs the system user
 * token, takes it to the server, verifies the token that comes back against the published keys and takes the ticket out
 * of it. One ticket serves all calls while it is used, and is renewed before it ends or when a request was refused with
 * it; whatever the number of calls that wait, the server sees one request. The vendor asks not to take out more than are
 * needed: make one of these for each tenant and keep it, or give it a `store`.
 *
 * A call without a ticket fails with an {@link SoCredentialError}, whose `cause` is an {@link SoSystemUserError}, an
 * {@link SoTokenError} or the error of the request.
 *
 * @throws {SoOptionsError} with all mistakes in the options at once.
 *
 * @example
 * import { createClient } from "@so-webapi/client";
 * import { contact } from "@so-webapi/client/entities/contact";
 * import { systemUser } from "@so-webapi/client/system-user";
 *
 * export function clientFor(secrets: { applicationToken: string; privateKey: string; systemToken: string }) {
 *   const auth = systemUser({ environment: "online", tenant: "Cust12345", ...secrets });
 *   return createClient({ baseUrl: "https://online3.superoffice.com/Cust12345", auth, apis: [contact] });
 * }
 */
export function systemUser(options: SystemUserOptions): AuthFunction {
  checkOptions(options);
  const { environment, tenant, systemToken, applicationToken, privateKey, store, now = Date.now } = options;
  const { renewBeforeMs = 300_000, toleranceMs = 60_000 } = options;
  const { keys = publishedKeys(environment, options) } = options;
  let key: Promise<CryptoKey> | undefined;

  const signingKey = async () => {
    key ??= Promise.resolve(typeof privateKey === "string" ? importPrivateKey(privateKey) : privateKey);
    try {
      return await key;
    } catch (cause) {
      const what = "the private key cannot be read: it is no RSA key, or was changed on its way";
      throw new SoSystemUserError("key", what, { call: TICKET_CALL, cause });
    }
  };

  return keptCredential<SystemUserTicket>({
    key: `system-user:${tenant}`,
    now,
    ...(options.singleFlight && { once: options.singleFlight }),
    ...(store && { store }),
    secretOf: ({ ticket }) => ticket,
    read: ({ ticket, endsAt }) => ({
      credential: soTicket(ticket, { appToken: applicationToken }),
      renewAt: endsAt - renewBeforeMs,
      endsAt,
    }),
    async obtain() {
      const askedAt = now();
      const signedToken = await signSystemToken(systemToken, await signingKey(), askedAt);
      const origin = originOf(environment);
      const request = { origin, tenant, signedToken, applicationToken, keys, toleranceMs, now };
      const ticket = await askTicket({ ...request, asking: options });
      return { ticket, endsAt: askedAt + LIFE_MS };
    },
    touch({ ticket, endsAt }) {
      const slid = now() + LIFE_MS;
      return slid - endsAt >= STEP_MS ? { ticket, endsAt: slid } : undefined;
    },
    storeError: (cause) =>
      new SoSystemUserError("store", "the ticket could not be stored", { call: TICKET_CALL, cause }),
  });
}

function checkOptions(options: SystemUserOptions): void {
  const { environment, tenant, systemToken, applicationToken, privateKey, renewBeforeMs = 0 } = options;
  const fault = typeof privateKey === "string" ? privateKeyFault(privateKey) : keyFault(privateKey);
  const isDuration = renewBeforeMs >= 0 && renewBeforeMs < LIFE_MS;
  throwIssues(
    environmentIssues(environment),
    typeof tenant === "string" && isTenantId(tenant)
      ? []
      : [{ option: "tenant", code: "tenant-invalid", message: "Give a tenant's id." }],
    textIssues({ systemToken, applicationToken }),
    askIssues(options),
    // A line break at the end, mostly: of a file, or of a variable that was made of one.
    [
      ...controls("systemToken", systemToken, /\p{Cc}/u),
      ...controls("applicationToken", applicationToken, /[^!-~]/),
    ],
    fault === undefined ? [] : [{ option: "privateKey", code: "private-key-invalid", message: fault }],
    isDuration
      ? []
      : [
          {
            option: "renewBeforeMs",
            code: "duration-invalid",
            message: "Give milliseconds below six hours.",
          },
        ],
  );
}

function controls(option: string, text: string, refused: RegExp): OptionIssue[] {
  const message =
    "It holds a character that it cannot have: a space or a line break at its end, for example.";
  return refused.test(text ?? "") ? [{ option, code: "credential-character", message }] : [];
}

function keyFault(key: CryptoKey | undefined): string | undefined {
  const isFine = key?.algorithm?.name === "RSASSA-PKCS1-v1_5" && key.usages.includes("sign");
  return isFine ? undefined : "Give a key for RSASSA-PKCS1-v1_5 that may sign.";
}
