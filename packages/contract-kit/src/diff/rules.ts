import type { Direction } from "../samples/sample.ts";

/** When a change breaks callers: always, never, or only in what they send or in what they read. */
type Breaks = "always" | "never" | Direction;

interface DiffRule {
  readonly breaks: Breaks;
  /** It brings something that was not there. Default: it does not. */
  readonly adds?: true;
  /** What it means for a caller, in one sentence. */
  readonly meaning: string;
}

const rule = (breaks: Breaks, meaning: string): DiffRule => ({ breaks, meaning });
const adds = (breaks: Breaks, meaning: string): DiffRule => ({ breaks, meaning, adds: true });

/** Every rule by which two contracts are compared. */
export const diffRules = {
  "operation-removed": rule(
    "always",
    "The call is gone: code that makes it no longer compiles, and requests get 404.",
  ),
  "operation-added": adds("never", "There is a new call."),
  "path-changed": rule("always", "Requests to the old path are not found."),
  "method-changed": rule("always", "Requests by the old method are refused."),
  "call-renamed": rule("always", "The named call has another name in the client."),
  "operation-deprecated": rule("never", "The call goes on, and is on its way out."),
  "no-longer-safe": rule("never", "Clients no longer repeat the call by themselves."),
  "now-safe": rule("never", "Clients may repeat the call by themselves."),
  "parameter-added": adds("never", "There is one more parameter, which may be left out."),
  "required-parameter-added": rule("always", "Requests without the new parameter are refused."),
  "parameter-removed": rule("always", "The parameter has no effect any more."),
  "parameter-required": rule("always", "Requests that leave the parameter out are refused."),
  "parameter-optional": rule("never", "The parameter may be left out."),
  "request-body-added": rule("request", "The call takes a body, and may want one."),
  "request-body-removed": rule("always", "The call takes no body any more."),
  "request-body-required": rule("always", "Requests without a body are refused."),
  "request-body-optional": rule("never", "The body may be left out."),
  "answer-body-added": adds("never", "An answer that had no body has one."),
  "answer-body-removed": rule("always", "There is no body to be read any more."),
  "media-type-added": adds("never", "One more media type is understood."),
  "media-type-removed": rule("always", "Messages of the media type are refused or no longer given."),
  "status-added": adds("never", "One more status is documented."),
  "success-removed": rule("always", "The status of success that callers wait for is gone."),
  "status-removed": rule("never", "A status of errors is no longer documented."),
  "scheme-removed": rule("always", "Callers with these credentials are refused."),
  "scheme-added": adds("never", "There is one more way to sign in."),
  "property-added": adds("never", "There is one more property; clients pass over what they do not know."),
  "required-property-added": adds("request", "Requests must have the new property; answers always have it."),
  "property-removed": rule("always", "The property is not read any more, and not given."),
  "property-required": rule("request", "Requests without the property are refused; answers always have it."),
  "property-optional": rule("response", "Answers may lack the property: code must be ready for undefined."),
  "null-admitted": rule("response", "Answers may have null there: code must be ready for it."),
  "null-refused": rule("request", "Requests with null there are refused."),
  "type-changed": rule("always", "Values are of another type."),
  "type-widened": rule("response", "Answers may have values of more types."),
  "type-narrowed": rule("request", "Requests with values of the types that went are refused."),
  "class-changed": rule("always", "Another class stands there."),
  "format-changed": rule("always", "Values are written in another form or have another range."),
  "format-added": rule("request", "Requests whose values are not of the form are refused."),
  "format-removed": rule("response", "Answers may have values of any form."),
  "pattern-changed": rule("request", "Other texts are admitted."),
  "member-added": adds(
    "never",
    "The enum has one more member; enums of answers grow, and code must be ready for it.",
  ),
  "member-removed": rule(
    "always",
    "The member is refused in requests, and code that names it no longer compiles.",
  ),
  "member-renumbered": rule("always", "A member that is sent by its number means another."),
  "flags-changed": rule("always", "One member becomes a list of members, or the other way round."),
  "property-deprecated": rule("never", "The property goes on, and is on its way out."),
  "read-only": rule("request", "The property is no longer taken from requests."),
  writable: adds("never", "Requests may set the property."),
  "keys-opened": rule("response", "Names that the contract does not know may stand there."),
  "keys-closed": rule("request", "Requests with names that the contract does not know are refused."),
} as const satisfies Readonly<Record<string, DiffRule>>;

/** The id of a rule that a change of the contract falls under. */
export type DiffRuleId = keyof typeof diffRules;

/** True where a change of a rule breaks callers who meet it in these halves of exchanges. */
export function isBreaking(id: DiffRuleId, halves: ReadonlySet<Direction>): boolean {
  const { breaks } = diffRules[id];
  if (breaks === "always") return true;
  return breaks !== "never" && halves.has(breaks);
}

/** True where a change brings something new. */
export const isAddition = (id: DiffRuleId): boolean => {
  const found: DiffRule = diffRules[id];
  return found.adds === true;
};
