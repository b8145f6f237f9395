import { parseJson } from "../transport/parse-json.ts";
import type { WebhookPayload } from "./webhook-event.ts";

/** What each documented property must be when it is there and not null. */
const KINDS: Readonly<Record<string, (value: unknown) => boolean>> = {
  Event: isText,
  EventId: isText,
  Timestamp: isText,
  Entity: isText,
  ContextIdentifier: isText,
  WebhookName: isText,
  PrimaryKey: Number.isInteger,
  ChangedByAssociateId: Number.isInteger,
  Changes: (value) => Array.isArray(value) && value.every(isText),
  Values: isObject,
  FieldValues: isObject,
};

/**
 * Reads a body. Gives the payload, or for people why there is none. A property that is null goes as if it had not been
 * sent.
 */
export function readPayload<Own extends string>(bytes: Uint8Array): WebhookPayload<Own> | string {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return "The body is not UTF-8.";
  }
  const parsed = parseJson(text);
  if (!("value" in parsed)) return `The body cannot be read: ${parsed.detail}.`;
  if (!isObject(parsed.value)) return "The body is no JSON object.";
  const entries = Object.entries(parsed.value).filter(
    ([name, value]) => value !== null || !Object.hasOwn(KINDS, name),
  );
  const wrong = entries.find(([name, value]) => Object.hasOwn(KINDS, name) && !KINDS[name]?.(value));
  if (wrong) return `${wrong[0]} is not what the documentation has.`;
  const payload = Object.fromEntries(entries);
  return isPayload<Own>(payload) ? payload : "There is no Event.";
}

/** The table has seen to the rest. */
function isPayload<Own extends string>(value: object): value is WebhookPayload<Own> {
  return "Event" in value && value.Event !== "";
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
