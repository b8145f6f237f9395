/**
 * Says whether a text is the id of a string resource in its brackets and nothing else, which a server sends in place
 * of a text when no language was asked for.
 *
 * Source: rest/index.md:304; rest/String/v1String_GetString.md:21. All ids that are printed are capitals, digits and
 * underscores behind `SR_`.
 *
 * @example
 * isResourceId("[SR_MANDATORY_FIELD_1281]"); // true
 * isResourceId("SR_YES"); // false
 */
export function isResourceId(text: string): boolean {
  return /^\[SR_[A-Z0-9_]+\]$/.test(text);
}

/**
 * Gives the ids of all string resources that stand in brackets in a text, in order, without the brackets.
 *
 * @example
 * findResourceIds("[SR_YES] or [SR_NO]"); // ["SR_YES", "SR_NO"]
 */
export function findResourceIds(text: string): readonly string[] {
  return [...text.matchAll(RESOURCE_ID())].map(([, id = ""]) => id);
}

/** A new expression for each use, since a global one remembers where it stopped. */
export const RESOURCE_ID = () => /\[(SR_[A-Z0-9_]+)\]/g;
