import { parseMediaType } from "@so-webapi/platform/media";
import { bytesBody, streamBody, type Taken } from "../body/body.ts";
import { flow } from "../body/flow.ts";
import { fieldOf, type HeaderField } from "../headers/fields.ts";
import type { TransportAnswer } from "../transport/transport.ts";
import { UpstreamRefusal } from "../upstream/upstream-refusal.ts";
import type { Decompress } from "../validation/decompress.ts";

export interface WithoutSecretsOptions {
  readonly decompress: Decompress;
  /** Bytes of a body up to which it is looked at, packed and unpacked. */
  readonly limit: number;
}

/** What stands where a secret was. */
const REDACTED = "[redacted]";

/** Shorter ones stand in texts by chance. */
const SHORTEST = 6;

/**
 * Takes the proxy's own credentials out of an answer that repeats them: error pages that print the request, a mirror on the
 * way, an operation that gives the ticket it was called with. In texts they become `[redacted]`, and fields of the header go.
 * They are known as they were sent, and as JSON, URLs and Base64 have them. An error that cannot be looked at, because it is
 * over the limit or packed in an unknown way, is withheld: 502. Of successes, files and bodies over the limit pass
 * unseen.
 */
export async function withoutSecrets(
  answer: TransportAnswer,
  sent: readonly HeaderField[],
  { decompress, limit }: WithoutSecretsOptions,
): Promise<TransportAnswer> {
  const needles = needlesOf(sent);
  const clean = { ...answer, headers: answer.headers.filter(([, value]) => !holds(value, needles)) };
  if (answer.body === null || (answer.status < 400 && !isText(answer))) return clean;
  const taken = await answer.body.take(limit);
  const text = await textOf(taken, answer, decompress, limit);
  if (text === undefined) {
    if (answer.status < 400) return { ...clean, body: asBody(taken) };
    taken.rest?.cancel().catch(() => {});
    throw new UpstreamRefusal("error-withheld");
  }
  if (!holds(text, needles)) return { ...clean, body: asBody(taken) };
  const redacted = needles.reduce((left, needle) => left.replaceAll(needle, REDACTED), text);
  const fields = clean.headers.filter(([name]) => !ofTheBytes.has(name));
  return { ...clean, headers: fields, body: bytesBody(new TextEncoder().encode(redacted)) };
}

/** What is true of the bytes that were, and not of those that are. */
const ofTheBytes: ReadonlySet<string> = new Set([
  "content-encoding",
  "content-length",
  "content-digest",
  "repr-digest",
  "etag",
]);

const needles = new WeakMap<readonly HeaderField[], readonly string[]>();

/** The texts to look for, longest first, so that what is left of one is not shown by another. */
function needlesOf(sent: readonly HeaderField[]): readonly string[] {
  const known = needles.get(sent);
  if (known !== undefined) return known;
  const secrets = sent.flatMap(([name, value]) => {
    if (name !== "authorization") return [value.trim()];
    const credential = value.trim().replace(/^\S+\s+/, "");
    return /^basic\s/i.test(value) ? [credential, ...basicParts(credential)] : [credential];
  });
  const found = [...new Set(secrets.flatMap(variants))]
    .filter((text) => text.length >= SHORTEST)
    .sort((a, b) => b.length - a.length);
  needles.set(sent, found);
  return found;
}

function basicParts(credential: string): readonly string[] {
  try {
    const pair = new TextDecoder().decode(Uint8Array.from(atob(credential), (one) => one.charCodeAt(0)));
    return [pair, pair.slice(pair.indexOf(":") + 1)];
  } catch {
    return [];
  }
}

/** A secret as it is, in JSON of several writers, in a URL, in HTML, and in Base64. */
function variants(secret: string): readonly string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const html = secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  const bytes = new TextEncoder().encode(secret);
  return [
    secret,
    json,
    json.replaceAll("/", "\\/"),
    json.replaceAll("+", "\\u002B"),
    json.replaceAll("+", "\\u002b"),
    escaped(secret, (hex) => hex),
    escaped(secret, (hex) => hex.toUpperCase()),
    encodeURIComponent(secret),
    encodeURI(secret),
    html,
    btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")),
  ];
}

/** Writers of JSON that are careful of HTML escape all that is no letter or digit, or nearly all. */
function escaped(secret: string, cased: (hex: string) => string): string {
  return secret.replace(
    /[^\w.:=~-]/g,
    (one) => `\\u${cased(one.charCodeAt(0).toString(16).padStart(4, "0"))}`,
  );
}

function holds(text: string, secrets: readonly string[]): boolean {
  return secrets.some((secret) => text.includes(secret));
}

function isText({ headers }: TransportAnswer): boolean {
  const media = parseMediaType(fieldOf(headers, "content-type"));
  if (media === null) return true;
  const { type, subtype } = media;
  return type === "text" || /(?:^|\+|-)(?:json|xml|javascript|urlencoded)$/.test(subtype);
}

async function textOf(
  taken: Taken,
  { headers }: TransportAnswer,
  decompress: Decompress,
  limit: number,
): Promise<string | undefined> {
  if (taken.rest !== null) return undefined;
  const coding = fieldOf(headers, "content-encoding")?.trim().toLowerCase() ?? "identity";
  const bytes = coding === "identity" ? taken.bytes : await decompress(coding, taken.bytes, limit);
  return bytes && new TextDecoder().decode(bytes);
}

function asBody({ bytes, rest }: Taken): TransportAnswer["body"] {
  return rest === null ? bytesBody(bytes) : streamBody(flow(bytes, rest));
}
