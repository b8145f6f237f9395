import { canonicalEnum } from "../enums/canonical-enum.ts";
import { canonicalize } from "../names/canonicalize.ts";
import type { PropertyShape, Shapes } from "../names/shapes.ts";
import { isRecord } from "./equal.ts";
import type { PatchShape } from "./patch-types.ts";

/** What the contract says may stand somewhere in the document; nothing where it says nothing. */
export interface Slot {
  readonly type: Omit<PropertyShape, "name">;
  readonly shapes: Shapes;
}

/** How deep values and documents may be. */
export const MAX_DEPTH = 200;

/** The place of the whole document. */
export function rootSlot(shape: PatchShape | undefined): Slot | undefined {
  return shape && { type: { class: shape.class, kind: "value" }, shapes: shape.shapes };
}

/**
 * The place of an element of an array or of an entry of a dictionary. Arrays stand in arrays (the lines of an
 * address); the class is that of the innermost elements.
 */
export function elementSlot(slot: Slot | undefined, element?: unknown): Slot | undefined {
  if (!slot || (slot.type.kind === "array" && Array.isArray(element))) return slot;
  return { ...slot, type: { ...slot.type, kind: "value" } };
}

/** The property of the class that stands in a slot, by its name in any case. */
export function propertyOf(slot: Slot | undefined, name: string): PropertyShape | undefined {
  if (slot?.type.class === undefined || slot.type.kind !== "value") return undefined;
  const { classes } = slot.shapes;
  const shape = Object.hasOwn(classes, slot.type.class) ? classes[slot.type.class] : undefined;
  const key = name.toLowerCase();
  return shape && Object.hasOwn(shape, key) ? shape[key] : undefined;
}

/** The place of a property of an object, or of an entry where the object is a dictionary. */
export function memberSlot(slot: Slot | undefined, name: string): Slot | undefined {
  if (slot?.type.kind === "dictionary") return elementSlot(slot);
  const type = propertyOf(slot, name);
  return slot && type && { ...slot, type };
}

/** Gives a value the exact names and enums of the contract. Of a value no deeper than {@link MAX_DEPTH}. */
export function canonicalFor(value: unknown, slot: Slot | undefined): unknown {
  if (!slot) return value;
  const { type, shapes } = slot;
  if (type.kind === "array" && Array.isArray(value)) {
    return value.map((element) => canonicalFor(element, elementSlot(slot, element)));
  }
  if (type.kind === "dictionary" && isRecord(value)) {
    const entry = elementSlot(slot);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, canonicalFor(item, entry)]));
  }
  if (type.kind !== "value") return value;
  const shape = type.enum !== undefined && Object.hasOwn(shapes.enums, type.enum) && shapes.enums[type.enum];
  if (shape && (typeof value === "string" || typeof value === "number")) {
    return canonicalEnum(value, shape) ?? value;
  }
  if (type.class === undefined) return value;
  const result = canonicalize(value, { class: type.class, array: false }, shapes, {
    maxDepth: 2 * MAX_DEPTH,
  });
  return result.ok ? result.value : value;
}
