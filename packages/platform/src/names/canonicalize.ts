import { canonicalEnum } from "../enums/canonical-enum.ts";
import { type Failure, failure, type Success, success } from "../result.ts";
import type { ClassShape, PropertyShape, RootShape, Shapes } from "./shapes.ts";

/** How deep a value may go. */
export interface CanonicalizeOptions {
  /** How many objects and arrays may stand inside each other. Default 200. */
  readonly maxDepth?: number;
}

type Resolve = (value: unknown, depth: number) => unknown;

class TooDeep {}

/**
 * Gives a body the exact spelling of the contract: property names from any case, enums from any case or number.
 * The platform takes requests so freely; validators and upstreams then see one spelling.
 *
 * - The input is never changed. Parts that were exact already are shared with the result, not copied.
 * - Properties that the class does not know stay as they are, and so do keys of dictionaries, enum values that no
 *   member matches, and values that are not of the shape the contract names: to judge is the validator's work.
 * - Of two keys that become one name the exact spelling wins, and else the later one, in the place of the first.
 * - A key `__proto__` is a property like others and never becomes a prototype.
 *
 * Fails with `body-too-deep` when known classes stand deeper in each other than `maxDepth`.
 *
 * Source: platform, "Queries", property names in any case.
 *
 * @example
 * const shapes = { classes: { Contact: { name: { name: "Name", kind: "value" } } }, enums: {} } as const;
 * canonicalize({ NAME: "Ada" }, { class: "Contact", array: false }, shapes); // { ok: true, value: { Name: "Ada" } }
 */
export function canonicalize(
  body: unknown,
  root: RootShape,
  shapes: Shapes,
  options: CanonicalizeOptions = {},
): Success<unknown> | Failure<"body-too-deep"> {
  const { maxDepth = 200 } = options;
  const shape = { class: root.class, kind: root.array ? "array" : "value" } as const;
  try {
    return success(canonicalValue(body, shape, shapes, maxDepth));
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
    return failure("body-too-deep", `The body is nested deeper than ${maxDepth} levels.`);
  }
}

function canonicalValue(
  value: unknown,
  shape: Omit<PropertyShape, "name">,
  shapes: Shapes,
  levels: number,
): unknown {
  const resolve = resolverOf(shape, shapes);
  if (!resolve) return value;
  if (shape.kind === "value") return resolve(value, levels);
  if (levels <= 0) throw new TooDeep();
  if (shape.kind === "array") return Array.isArray(value) ? mapArray(value, resolve, levels - 1) : value;
  return isRecord(value) ? mapValues(value, resolve, levels - 1) : value;
}

/** What to do with one value, one element or one dictionary entry; nothing where the contract names no type. */
function resolverOf(shape: Omit<PropertyShape, "name">, shapes: Shapes): Resolve | undefined {
  const classShape = own(shapes.classes, shape.class);
  if (classShape) return (value, levels) => canonicalObject(value, classShape, shapes, levels);
  const enumShape = own(shapes.enums, shape.enum);
  if (!enumShape) return undefined;
  return (value) =>
    typeof value === "string" || typeof value === "number"
      ? (canonicalEnum(value, enumShape) ?? value)
      : value;
}

function canonicalObject(value: unknown, classShape: ClassShape, shapes: Shapes, levels: number): unknown {
  if (!isRecord(value)) return value;
  if (levels <= 0) throw new TooDeep();

  const result = new Map<string, unknown>();
  let changed = false;
  for (const [key, before] of Object.entries(value)) {
    const property = own(classShape, key.toLowerCase());
    const name = property?.name ?? key;
    if (name !== key) {
      changed = true;
      if (Object.hasOwn(value, name)) continue;
    }
    const after = property ? canonicalValue(before, property, shapes, levels - 1) : before;
    changed ||= after !== before;
    result.set(name, after);
  }
  // fromEntries defines properties where assignment would call the setter of __proto__.
  return changed ? Object.fromEntries(result) : value;
}

function mapArray(values: readonly unknown[], resolve: Resolve, levels: number): readonly unknown[] {
  // Arrays stand in arrays (the lines of an address); the class is that of the innermost elements.
  const each = (value: unknown): unknown => {
    if (!Array.isArray(value)) return resolve(value, levels);
    if (levels <= 0) throw new TooDeep();
    return mapArray(value, resolve, levels - 1);
  };
  const result = values.map(each);
  return result.some((value, index) => value !== values[index]) ? result : values;
}

function mapValues(values: Readonly<Record<string, unknown>>, resolve: Resolve, levels: number): unknown {
  const result = Object.entries(values).map(([key, value]) => [key, resolve(value, levels)] as const);
  return result.some(([key, value]) => value !== values[key]) ? Object.fromEntries(result) : values;
}

function own<Value>(table: Readonly<Record<string, Value>>, key: string | undefined): Value | undefined {
  return key !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
