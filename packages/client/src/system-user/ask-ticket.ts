import type { FailedCall } from "../errors/so-error.ts";
import { type AskOptions, askJson, type JsonAnswer } from "../identity/ask-json.ts";
import { isRecord, type PublishedKeys } from "../identity/published-keys.ts";
import { SoTokenError } from "../identity/token-error.ts";
import { verifyJwt } from "../identity/verify-jwt.ts";
import { SoSystemUserError } from "./system-user-error.ts";

export interface TicketRequest {
  readonly origin: string;
  readonly tenant: string;
  readonly signedToken: string;
  readonly applicationToken: string;
  readonly keys: PublishedKeys;
  readonly toleranceMs: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly asking: Omit<AskOptions, "signal">;
}

export const TICKET_CALL: FailedCall = { method: "POST", path: "/Login/api/PartnerSystemUser/Authenticate" };

const PREFIX = "http://schemes.superoffice.net/identity/";

/** Clocks that differ by more are told, in milliseconds. The platform's own limit is not documented. */
const NOTABLE_SKEW_MS = 60_000;

/**
 * Takes a signed system user token for a ticket. The ticket comes in a JWT, which counts only when a published key has
 * signed it, for this tenant.
 *
 * Source: platform, "Who is calling"; docs.superoffice.com, "How to get a system user ticket credential" and "Validate
 * security tokens", Validation parameters.
 *
 * @throws {SoSystemUserError} for a refusal or an answer without a token; {@link SoTokenError} for a token that cannot
 * be trusted; what requests throw.
 */
export async function askTicket(request: TicketRequest): Promise<string> {
  const call = TICKET_CALL;
  const { origin, tenant, keys, toleranceMs, now, asking } = request;
  const body = JSON.stringify({
    SignedSystemToken: request.signedToken,
    ApplicationToken: request.applicationToken,
    ContextIdentifier: tenant,
    ReturnTokenType: "JWT",
  });
  const headers = { "Content-Type": "application/json" };
  const answer = await askJson(`${origin}${call.path}`, { method: "POST", headers, body }, call, asking);
  const { ok, status } = answer;
  const { IsSuccessful, Token, ErrorMessage } = isRecord(answer.body) ? answer.body : {};
  if (!ok || IsSuccessful === false) throw refusal(answer, ErrorMessage, now());
  if (IsSuccessful !== true || typeof Token !== "string") {
    throw new SoSystemUserError("answer", "answered without a token", { call, status });
  }

  const audience = (claims: Readonly<Record<string, unknown>>) => `spn:${claims[`${PREFIX}serial`]}`;
  const issuer = "SuperOffice AS";
  const claims = await verifyJwt(Token, { call, keys, issuer, audience, now: now(), toleranceMs });
  const [context, ticket] = [claims[`${PREFIX}ctx`], claims[`${PREFIX}ticket`]];
  if (!claims[`${PREFIX}serial`]) throw new SoTokenError("claim", "it names no database", { call });
  if (typeof context !== "string" || context.toLowerCase() !== tenant.toLowerCase()) {
    throw new SoTokenError("claim", "it is of another tenant", { call });
  }
  if (typeof ticket !== "string" || !/^[!-~]+$/.test(ticket)) {
    throw new SoTokenError("claim", "it holds no ticket", { call });
  }
  return ticket;
}

/** The server does not say that it was the time; what its clock shows does. */
function refusal({ status, headers }: JsonAnswer, message: unknown, now: number): SoSystemUserError {
  const date = Date.parse(headers.get("Date") ?? "");
  const skewMs = Number.isNaN(date) ? undefined : date - now;
  const description = typeof message === "string" ? message : undefined;
  const options = { call: TICKET_CALL, status, description, skewMs };
  if (skewMs === undefined || Math.abs(skewMs) < NOTABLE_SKEW_MS) {
    return new SoSystemUserError("refused", `refused with status ${status}`, options);
  }
  const off = `${Math.round(Math.abs(skewMs) / 1000)} s ${skewMs > 0 ? "behind" : "ahead of"} the server's`;
  const what = `refused with status ${status}; this clock is ${off}, and its time is part of what was signed`;
  return new SoSystemUserError("clock", what, options);
}
