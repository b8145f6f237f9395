import type { Shapes } from "@so-webapi/operations";

/** Which properties a caller may see. Names in any case; `*` stands for any part of a name. */
export interface VisibilityOptions {
  /**
   * What it never sees: `Person.CreditCard` (the property of a class), `Person.*`, `*.CreditCard` or `CreditCard` (the
   * property of every class, the column and the custom field of that name). A class stands for all its forms: `Person` for
   * `PersonEntity` and `PersonEntityWithLinks` too.
   */
  readonly hidden?: readonly string[];
  /**
   * All that it sees of the classes that are named here, in the same form: `Person.PersonId`. Other classes are not
   * touched. Rows of lists show only columns that have one of these names.
   */
  readonly visible?: readonly string[];
}

/** A selector, read. */
export interface Selector {
  /** Undefined for a bare name, which holds in every class and where there is none. */
  readonly class: RegExp | undefined;
  readonly property: RegExp;
  /** The property's part as a source of a regular expression, to look for the name inside of longer texts. */
  readonly word: string;
}

const form = /^(?:([\w*-]+)\.)?([\p{L}\p{N}_*:.-]+)$/u;

/** Reads a selector; undefined where it has not the form of one. */
export function parseSelector(text: string): Selector | undefined {
  const [, className, property] = form.exec(text.trim()) ?? [];
  if (property === undefined || (className === undefined && /^\**$/.test(property))) return undefined;
  const word = globSource(property);
  return {
    class: className === undefined || className === "*" ? undefined : whole(globSource(className)),
    property: whole(word),
    word,
  };
}

/**
 * True where a selector has the right form and, if it names a class, the contract has that class with such a property. A bare
 * name may be that of a custom field or a column, which no contract lists.
 */
export function selectsProperty(text: string, { classes }: Shapes): boolean {
  const selector = parseSelector(text);
  if (selector === undefined) return false;
  if (selector.class === undefined) return true;
  return Object.keys(classes).some(
    (name) =>
      namesClass(selector, name) &&
      Object.values(classes[name] ?? {}).some((property) => selector.property.test(property.name)),
  );
}

/** True where the selector holds for a class: by its own name or by the name that its forms share. */
export function namesClass({ class: pattern }: Selector, className: string): boolean {
  if (pattern === undefined || pattern.test(className)) return true;
  const form = className.replace(/(?:WithLinks|Input)$/, "");
  return pattern.test(form) || pattern.test(form.replace(/Entity$/, ""));
}

function whole(source: string): RegExp {
  return new RegExp(`^${source}$`, "iu");
}

function globSource(text: string): string {
  return text
    .split("*")
    .map((part) => part.replace(/[-\\^$+?.()|[\]{}/]/g, (found) => (found === "-" ? "\\x2d" : `\\${found}`)))
    .join("[\\p{L}\\p{N}_:.]*");
}
