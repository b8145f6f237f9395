import { SoOptionsError } from "@so-webapi/client";
import {
  basicCredentials,
  bearerCredentials,
  type Credentials,
  ticketCredentials,
} from "../../lib/credentials/credentials.ts";
import {
  type OAuthCredentialsOptions,
  oauthCredentials,
  type SystemUserCredentialsOptions,
  systemUserCredentials,
} from "../../lib/credentials/renewed-credentials.ts";
import { below, object, type Place, type Reader, refuse, text } from "./readers.ts";
import { environment, tenantName } from "./tenant-names.ts";

const kinds = ["basic", "ticket", "bearer", "oauth", "systemUser"] as const;

/** The tenant that credentials are for, where they stand below one. */
export type OwnTenant = Pick<SystemUserCredentialsOptions, "tenant" | "environment">;

/** A user's name is no secret, and may stand where it is used; it may be a reference all the same. */
const orText =
  (secret: Reader<string>): Reader<string> =>
  (value, place) =>
    typeof value === "string" ? text(value, place) : secret(value, place);

/** Reads `credentials`; every secret of them is a reference. */
export function credentialsReader(secret: Reader<string>, own?: OwnTenant): Reader<Credentials> {
  const basic = object((members) => ({
    user: members.required("user", orText(secret)),
    password: members.required("password", secret),
  }));
  const ticket = object((members) => ({
    ticket: members.required("ticket", secret),
    applicationToken: members.optional("applicationToken", secret),
  }));
  const oauth = object((members): OAuthCredentialsOptions => {
    const clientSecret = members.optional("clientSecret", secret);
    return {
      clientId: members.required("clientId", text),
      refreshToken: members.required("refreshToken", secret),
      environment: members.optional("environment", environment) ?? own?.environment ?? "online",
      ...(clientSecret !== undefined && { clientSecret }),
    };
  });
  const systemUser = object(
    (members): SystemUserCredentialsOptions => ({
      systemToken: members.required("systemToken", secret),
      applicationToken: members.required("applicationToken", secret),
      privateKey: members.required("privateKey", secret),
      environment: members.optional("environment", environment) ?? own?.environment ?? "online",
      tenant: own === undefined ? members.required("tenant", tenantName) : own.tenant,
    }),
  );
  return object((members, place) => {
    const { errors } = place;
    const before = errors.length;
    const given = kinds.filter((kind) => members.has(kind));
    const read = {
      basic: members.optional("basic", basic),
      ticket: members.optional("ticket", ticket),
      bearer: members.optional("bearer", secret),
      oauth: members.optional("oauth", oauth),
      systemUser: members.optional("systemUser", systemUser),
    };
    const [kind] = given;
    if (kind === undefined || given.length > 1)
      return refuse<Credentials>(place, `must have one of ${kinds.join(", ")}`);
    if (errors.length > before) return () => [];
    return made(below(place, kind), () => {
      if (read.basic !== undefined) return basicCredentials(read.basic.user, read.basic.password);
      if (read.ticket !== undefined)
        return ticketCredentials(read.ticket.ticket, read.ticket.applicationToken);
      if (read.oauth !== undefined) return oauthCredentials(read.oauth);
      if (read.systemUser !== undefined) return systemUserCredentials(read.systemUser);
      return bearerCredentials(read.bearer ?? "");
    });
  });
}

/** The client's mistakes name an option each; the platform's errors repeat nothing of what they refuse, and stay out. */
function made(place: Place, make: () => Credentials): Credentials {
  try {
    return make();
  } catch (error) {
    if (error instanceof SoOptionsError) {
      for (const { option, message } of error.issues) refuse(below(place, option), `is refused. ${message}`);
      return () => [];
    }
    return refuse(place, "hold a character that a header field cannot carry, or a user's name has a colon");
  }
}
