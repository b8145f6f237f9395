/**
 * Reads a comma list of flag names. Spaces around a name, empty entries and repetitions (in any case) go; the
 * order and the spelling stay, and so do names that no contract knows: the platform's enums grow.
 *
 * Source: docs-corpus, "The tables lie", flag enums.
 *
 * @example
 * parseFlags("Update, UIHintMandatory"); // ["Update", "UIHintMandatory"]
 */
export function parseFlags(text: string): readonly string[] {
  const seen = new Map<string, string>();
  for (const entry of text.split(",")) {
    const name = entry.trim();
    if (name !== "" && !seen.has(name.toLowerCase())) seen.set(name.toLowerCase(), name);
  }
  return [...seen.values()];
}

/**
 * Writes flag names as the platform does, a comma and a space between them.
 *
 * @example
 * formatFlags(["Update", "UIHintMandatory"]); // "Update, UIHintMandatory"
 */
export function formatFlags(names: readonly string[]): string {
  return names.join(", ");
}

/**
 * Says whether a comma list names a flag, in any case. It compares names: a member that combines others, `FULL`
 * for example, does not contain them here; see {@link flagsToNumber}.
 *
 * @example
 * hasFlag("Update, UIHintMandatory", "update"); // true
 */
export function hasFlag(text: string, name: string): boolean {
  const wanted = name.trim().toLowerCase();
  return parseFlags(text).some((flag) => flag.toLowerCase() === wanted);
}

/**
 * Says whether two comma lists name the same flags, in any order, spacing and case.
 *
 * @example
 * sameFlags("Update, Insert", "insert,Update"); // true
 */
export function sameFlags(left: string, right: string): boolean {
  return signature(left) === signature(right);
}

function signature(text: string): string {
  return parseFlags(text.toLowerCase()).toSorted().join();
}
