import { SoOptionsError } from "../errors/options-error.ts";
import { type Bytes, fromBase64 } from "../identity/base64.ts";
import { readBody, type WebhookSource } from "./read-body.ts";
import { readPayload } from "./read-payload.ts";
import type { WebhookDelivery, WebhookPayload } from "./webhook-event.ts";

/** Octets of HMAC-SHA256. */
const SIGNATURE_LENGTH = 32;

/** How much is read unless told otherwise: documented notifications have one or two thousand octets. */
const DEFAULT_MAX_BYTES = 1_048_576;

/** How much of a notification is read. */
export interface VerifyWebhookOptions {
  /** Octets of a body that are read at most. Default 1,048,576. */
  readonly maxBytes?: number | undefined;
}

/** Why a notification was refused. Only `payload` was signed by who knows the secret. */
export type WebhookErrorCode =
  | "signature-missing"
  | "signature-malformed"
  | "signature-mismatch"
  | "body-too-large"
  | "body-unreadable"
  | "payload";

/** A notification that was signed with the secret. */
export interface VerifiedWebhook<Own extends string = never> {
  readonly ok: true;
  readonly payload: WebhookPayload<Own>;
  readonly delivery: WebhookDelivery;
}

/** One that was not, or that cannot be read. */
export interface RefusedWebhook {
  readonly ok: false;
  /** Stable; made for programs. */
  readonly code: WebhookErrorCode;
  /** Made for people; repeats nothing of what came. */
  readonly message: string;
}

/**
 * Checks that a webhook's notification comes from who knows its secret, and reads it. The signature is over the octets of
 * the body, so nothing may have read and written them anew before: give the `Request` itself, or the headers and the
 * raw body. Comparing takes the same time wherever signatures differ. It never rejects for what comes in.
 *
 * A signature proves neither when a notification was sent nor that it is the first: the same body can be sent again by
 * whoever has seen it. Keep the `EventId`s of the payload that you have handled, which retries repeat too, and make
 * handling twice harmless. Trust `payload` alone; nobody signed the headers, and `delivery` is for logs.
 *
 * Names of events that the documentation does not have are given as `Own`:
 * `verifyWebhook<"y_machine.created" | "button.clicked">(…)`.
 *
 * The platform signs only when the webhook was given a `Secret`, wants a 200, and tries three times.
 *
 * Source: docs.superoffice.com, "Webhook secrets" and "Receiving notifications".
 *
 * @param secret - the webhook's `Secret`, or several while one takes the place of another.
 * @throws {SoOptionsError} for no secret or an empty one, and a limit that is none.
 *
 * @example
 * import { verifyWebhook } from "@so-webapi/client/webhooks";
 *
 * export async function handle(request: Request, secret: string): Promise<Response> {
 *   const webhook = await verifyWebhook(request, secret);
 *   if (!webhook.ok) return new Response(webhook.code, { status: 401 });
 *   const { Event, PrimaryKey } = webhook.payload;
 *   if (Event === "contact.changed") console.log("contact", PrimaryKey);
 *   return new Response();
 * }
 */
export async function verifyWebhook<Own extends string = never>(
  request: WebhookSource,
  secret: string | readonly string[],
  options: VerifyWebhookOptions = {},
): Promise<VerifiedWebhook<Own> | RefusedWebhook> {
  const { maxBytes = DEFAULT_MAX_BYTES } = options;
  const secrets = typeof secret === "string" ? [secret] : (secret ?? []);
  checkArguments(secrets, maxBytes);

  const header = (name: string) => headerOf(request.headers, name);
  const signature = header("X-SuperOffice-Signature");
  if (!signature) return refuse("signature-missing", "The notification is not signed.");
  const claimed = fromBase64(signature.trim());
  if (claimed?.length !== SIGNATURE_LENGTH) {
    return refuse("signature-malformed", "The signature is no base64 of an HMAC-SHA256.");
  }
  const body = await readBody(request, maxBytes);
  if (body === "too-large") return refuse("body-too-large", `The body has more than ${maxBytes} octets.`);
  if (body === "unreadable") return refuse("body-unreadable", "The body cannot be read, or was read before.");
  // All of them, not until the first that fits.
  const fits = await Promise.all(secrets.map((one) => verifies(one, claimed, body)));
  if (!fits.includes(true))
    return refuse("signature-mismatch", "The signature is not of this body and secret.");

  const payload = readPayload<Own>(body);
  if (typeof payload === "string") return refuse("payload", payload);
  const retry = header("X-SuperOffice-Retry")?.trim() ?? "";
  const delivery = {
    event: header("X-SuperOffice-Event"),
    eventId: header("X-SuperOffice-EventId"),
    retry: /^\d{1,9}$/.test(retry) ? Number(retry) : null,
  };
  return { ok: true, payload, delivery };
}

function checkArguments(secrets: readonly string[], maxBytes: number): void {
  const issues = [];
  if (secrets.length === 0 || secrets.some((one) => typeof one !== "string" || one === "")) {
    issues.push({
      option: "secret",
      code: "secret-empty",
      message: "Give the webhook's Secret, not an empty one.",
    });
  }
  if (!(maxBytes > 0)) {
    issues.push({
      option: "maxBytes",
      code: "max-bytes-invalid",
      message: "Give a number of octets above 0.",
    });
  }
  if (issues.length > 0) throw new SoOptionsError(issues);
}

/** Web Crypto compares in constant time (Web Cryptography API, "HMAC", verify). */
async function verifies(secret: string, signature: Bytes, body: Bytes): Promise<boolean> {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), algorithm, false, [
    "verify",
  ]);
  return crypto.subtle.verify("HMAC", key, signature, body);
}

/** By its method rather than by its class: a framework may bring `Headers` of its own. */
function headerOf(headers: WebhookSource["headers"], name: string): string | null {
  if (isHeaders(headers)) return headers.get(name);
  const entry = Object.entries(headers).find(([key]) => key.toLowerCase() === name.toLowerCase());
  const value = entry?.[1];
  return typeof value === "string" ? value : null;
}

function isHeaders(headers: WebhookSource["headers"]): headers is Headers {
  return typeof headers["get"] === "function";
}

function refuse(code: WebhookErrorCode, message: string): RefusedWebhook {
  return { ok: false, code, message };
}
