import type { Shapes } from "@so-webapi/operations";
import {
  namesClass,
  parseSelector,
  type Selector,
  selectsProperty,
  type VisibilityOptions,
} from "./selectors.ts";

/** What one caller may see. */
export interface View {
  readonly shapes: Shapes;
  /** True for a property of a class; `property` in any case. */
  hides(className: string, property: string): boolean;
  /**
   * True for a name where no class is known: a column, a key of a dictionary, an argument. A name that stands as a word
   * inside of it counts, so `person/creditCard` and `Count(creditCard)` are hidden where `CreditCard` is.
   */
  hidesName(text: string): boolean;
  /** The name that {@link hidesName} found; undefined where it found none. */
  hiddenName(text: string): string | undefined;
  /** True for a column of a row, which also has to be visible where `visible` is set. */
  hidesColumn(text: string): boolean;
  /** True where `visible` is set: then only what is named comes out of rows. */
  readonly isAllowList: boolean;
  /** Properties of a class that are hidden, in the contract's spelling. */
  hiddenOf(className: string): readonly string[];
}

/** Columns that identify a row. Source: platform.md, "Queries". */
const rowNames: ReadonlySet<string> = new Set(["primarykey", "entityname"]);

/**
 * Reads what a caller may see; undefined where that is everything.
 *
 * @throws {TypeError} for a selector that names nothing.
 */
export function viewOf({ hidden = [], visible = [] }: VisibilityOptions, shapes: Shapes): View | undefined {
  if (hidden.length === 0 && visible.length === 0) return undefined;
  const read = (text: string): Selector => readSelector(text, shapes);
  const [denied, allowed] = [hidden.map(read), visible.map(read)];
  const limiting = allowed.filter((selector) => selector.class !== undefined);
  const deniedWord = wordOf(denied);
  const allowedWord = allowed.length === 0 ? undefined : new RegExp(`^(?:${sourcesOf(allowed)})$`, "iu");
  const known = new Map<string, ReadonlyMap<string, boolean>>();

  function judge(className: string, property: string): boolean {
    const names = (selector: Selector): boolean =>
      selector.property.test(property) && namesClass(selector, className);
    if (denied.some(names)) return true;
    return limiting.some((selector) => namesClass(selector, className)) && !allowed.some(names);
  }
  function propertiesOf(className: string): ReadonlyMap<string, boolean> {
    let found = known.get(className);
    if (found === undefined) {
      const shape = Object.hasOwn(shapes.classes, className) ? shapes.classes[className] : undefined;
      found = new Map(
        Object.entries(shape ?? {}).map(([lower, { name }]) => [lower, judge(className, name)]),
      );
      known.set(className, found);
    }
    return found;
  }
  const view: View = {
    shapes,
    isAllowList: allowed.length > 0,
    // A property that the contract does not know there can be one of another class: the name alone counts.
    hides: (className, property) =>
      propertiesOf(className).get(property.toLowerCase()) ??
      (judge(className, property) || view.hidesName(property)),
    hidesName: (text) => deniedWord?.test(text) === true,
    hiddenName: (text) => deniedWord?.exec(text)?.[1],
    hidesColumn(text) {
      if (view.hidesName(text)) return true;
      if (allowedWord === undefined || rowNames.has(text.toLowerCase())) return false;
      return !allowedWord.test(text.split("/").at(-1) ?? "");
    },
    hiddenOf: (className) =>
      [...propertiesOf(className)]
        .filter(([, isHidden]) => isHidden)
        .map(([lower]) => shapes.classes[className]?.[lower]?.name ?? lower),
  };
  return view;
}

// A policy with a typing error would not be the one meant.
function readSelector(text: string, shapes: Shapes): Selector {
  const selector = parseSelector(text);
  if (selector === undefined || !selectsProperty(text, shapes))
    throw new TypeError(`a policy names no property by ${text}`);
  return selector;
}

function wordOf(selectors: readonly Selector[]): RegExp | undefined {
  if (selectors.length === 0) return undefined;
  const edge = "[^\\p{L}\\p{N}]";
  return new RegExp(`(?:^|${edge})(${sourcesOf(selectors)})(?:$|${edge})`, "iu");
}

// `Person.*` hides a class and says nothing of names elsewhere.
function sourcesOf(selectors: readonly Selector[]): string {
  const sources = selectors.map(({ word }) => word).filter((word) => !/^(?:\[[^\]]*\]\*)+$/.test(word));
  return sources.length === 0 ? "(?!)" : sources.join("|");
}
