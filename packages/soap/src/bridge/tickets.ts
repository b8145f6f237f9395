import { basicAuthorization, bearerAuthorization, soTicketAuthorization } from "@so-webapi/platform";
import { BridgeError } from "./bridge-failure.ts";

/** What a login was made with. */
export type LoginCredentials =
  | { readonly scheme: "basic"; readonly user: string; readonly password: string }
  | { readonly scheme: "bearer"; readonly token: string };

type SealingKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

export interface TicketOptions {
  readonly key: Uint8Array<ArrayBuffer> | undefined;
  readonly clock: () => number;
  readonly lifetime: number;
}

/** Begins every ticket that the bridge gives out, so that it is told from those of the platform (`7T:`). */
const PREFIX = "SB:";
const IV_BYTES = 12;

/**
 * Tickets of the bridge's own: the credentials of a login and an end, sealed with AES-256-GCM (NIST SP 800-38D, 96 random bits
 * of IV each). Nothing is kept between requests. A ticket of the platform passes as it is.
 */
export function ticketOffice({ key, clock, lifetime }: TicketOptions) {
  let imported: Promise<SealingKey> | undefined;
  const cryptoKey = (): Promise<SealingKey> | undefined => {
    if (key !== undefined)
      imported ??= crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);
    return imported;
  };

  return {
    /** Whether tickets can be given out. */
    isOpen: key !== undefined,
    /** Gives a ticket for credentials. */
    async issue(credentials: LoginCredentials): Promise<string> {
      const sealing = await cryptoKey();
      if (sealing === undefined) throw new BridgeError(notSupported);
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const text = new TextEncoder().encode(JSON.stringify({ ...credentials, until: clock() + lifetime }));
      const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, sealing, text));
      return PREFIX + toBase64([...iv, ...sealed]);
    },
    /** The `Authorization` that a ticket stands for. */
    async authorization(ticket: string): Promise<string> {
      if (!ticket.startsWith(PREFIX)) return headerOf(() => soTicketAuthorization(ticket));
      const credentials = await open(ticket.slice(PREFIX.length), await cryptoKey(), clock());
      if (credentials === undefined)
        throw new BridgeError({
          code: "ticket-invalid",
          message: "The ticket is over or not valid.",
          status: 401,
        });
      return authorizationOf(credentials);
    },
  };
}

export const notSupported = {
  code: "login-not-supported",
  message: "Logins of this kind are not bridged.",
} as const;

/** The `Authorization` of a login. */
export const authorizationOf = (credentials: LoginCredentials): string =>
  headerOf(() =>
    credentials.scheme === "basic"
      ? basicAuthorization(credentials.user, credentials.password)
      : bearerAuthorization(credentials.token),
  );

function headerOf(make: () => string): string {
  try {
    return make();
  } catch (cause) {
    throw new BridgeError(
      { code: "header-invalid", message: "The credentials have characters that no header takes." },
      { cause },
    );
  }
}

async function open(
  text: string,
  key: SealingKey | undefined,
  now: number,
): Promise<LoginCredentials | undefined> {
  if (key === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const [iv, sealed] = [bytes.slice(0, IV_BYTES), bytes.slice(IV_BYTES)];
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, sealed);
    const ticket = JSON.parse(new TextDecoder().decode(plain)) as LoginCredentials & {
      readonly until: number;
    };
    return ticket.until > now ? ticket : undefined;
  } catch {
    return undefined;
  }
}

const toBase64 = (bytes: readonly number[]): string =>
  btoa(bytes.map((byte) => String.fromCharCode(byte)).join(""));
