import { isRecord } from "./equal.ts";
import { createKeyIndex } from "./key-index.ts";
import { canonicalFor, elementSlot, memberSlot, propertyOf, type Slot } from "./slot.ts";

/**
 * Merges a change into a value and gives the result; neither is changed (RFC 7396, 2). An object where an array is
 * expected becomes its last element (platform, "Answers").
 */
export function merge(target: unknown, change: unknown, slot: Slot | undefined): unknown {
  if (!isRecord(change)) return canonicalFor(change, slot);
  if (Array.isArray(target)) return [...target, merge(undefined, change, elementSlot(slot))];
  if (slot?.type.kind === "array") return [merge(undefined, change, elementSlot(slot))];

  const result = new Map(isRecord(target) ? Object.entries(target) : []);
  for (const [key, value] of changesByKey(isRecord(target) ? target : {}, change, slot)) {
    if (value === null) result.delete(key);
    else result.set(key, merge(result.get(key), value, memberSlot(slot, key)));
  }
  // fromEntries defines properties where assignment would call the setter of __proto__.
  return Object.fromEntries(result);
}

/** The changes by the keys of the target. Of two that mean one key the exact spelling counts, else the later. */
function changesByKey(
  target: Readonly<Record<string, unknown>>,
  change: Readonly<Record<string, unknown>>,
  slot: Slot | undefined,
): ReadonlyMap<string, unknown> {
  const keys = createKeyIndex();
  const result = new Map<string, unknown>();
  for (const [name, value] of Object.entries(change)) {
    const key = keys.keyOf(target, name) ?? propertyOf(slot, name)?.name ?? name;
    if (key !== name && Object.hasOwn(change, key)) continue;
    result.set(key, value);
  }
  return result;
}
