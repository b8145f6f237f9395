import { parseAuthorization } from "@so-webapi/platform/credentials";
import type { ContractDocument } from "../contract/document.ts";
import { type PlaceSchema, stepInto } from "../contract/schema-at.ts";
import { isArray, isObject, type Json } from "../json/json.ts";
import type { Header } from "../samples/sample.ts";

const mark = "[redacted]";

/** Gives a text without any of the secrets. */
export type Redact = (text: string) => string;

/**
 * Makes a function that takes credentials out of texts: each header's value, what stands behind its scheme, user's password
 * of Basic, and the forms that these have in addresses and in JSON. Values of fewer than four letters are left: they
 * would take words apart.
 */
export function redactor(headers: readonly Header[]): Redact {
  const secrets = new Set<string>();
  const add = (value: string): void => {
    if (value.length < 4) return;
    for (const form of [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)])
      secrets.add(form);
  };
  for (const [, value] of headers) {
    add(value);
    add(value.slice(value.indexOf(" ") + 1));
    const read = parseAuthorization(value);
    if (read.scheme === "basic") add(read.password);
  }
  // The longest first: one may hold another.
  const list = [...secrets].sort((a, b) => b.length - a.length);
  return (text) => list.reduce((left, secret) => left.replaceAll(secret, mark), text);
}

/** A value of JSON with every text in it redacted. Numbers and names of properties stay. */
export const redactedJson = <Value>(value: Value, redact: Redact): Value =>
  JSON.parse(JSON.stringify(value), (_, one: unknown) =>
    typeof one === "string" ? redact(one) : one,
  ) as Value;

const secretName = /(password|passwd|secret|token|ticket|credential|apikey)$/i;

/**
 * A body without what people wrote: letters of free texts become `x`, digits `0`, so that lengths and forms stay, and values
 * of properties that are named like secrets become a mark. Numbers, dates and members of enums stay, for they are what
 * a sample shows; whatever kept the contract keeps it, and whatever broke it still does.
 */
export function maskedBody(
  document: ContractDocument,
  body: Json,
  at: PlaceSchema | undefined,
  name = "",
): Json {
  if (isArray(body))
    return body.map((item, index) => maskedBody(document, item, at && stepInto(document, at, index), name));
  if (isObject(body))
    return Object.fromEntries(
      Object.entries(body).map(([key, value]) => [
        key,
        maskedBody(document, value, at && stepInto(document, at, key), key),
      ]),
    );
  if (typeof body !== "string") return body;
  if (secretName.test(name)) return mark;
  return hasForm(at) ? body : masked(body);
}

/** Letters and digits of a text as `x` and `0`; the rest stays. */
export const masked = (text: string): string =>
  text.replace(/\p{L}/gu, (letter) => (letter === letter.toLowerCase() ? "x" : "X")).replace(/\p{N}/gu, "0");

/** Dates and members of enums are of the contract; free texts are people's. */
function hasForm(at: PlaceSchema | undefined): boolean {
  const schema = at?.schema ?? {};
  return ["enum", "x-extensible-enum", "format", "pattern", "const"].some((key) => schema[key] !== undefined);
}
