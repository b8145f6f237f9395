import type { Success } from "../result.ts";
import { success } from "../result.ts";
import { depthOf, isEqual, isRecord } from "./equal.ts";
import { createKeyIndex, type KeyIndex } from "./key-index.ts";
import { refuse } from "./parse-patch.ts";
import type { PatchErrorCode, PatchFailure, PatchOperation } from "./patch-types.ts";
import { canonicalFor, elementSlot, MAX_DEPTH, memberSlot, propertyOf, type Slot } from "./slot.ts";

type Fields = Record<string, unknown>;

/** A document under change: what it shares with the document that was given is copied before it is written to. */
interface Draft {
  root: unknown;
  readonly slot: Slot | undefined;
  readonly keys: KeyIndex;
  /** Objects and arrays of this draft alone. */
  readonly own: WeakSet<object>;
}

/** Thrown inside an operation, which fails with it. */
class Missed {
  readonly code: PatchErrorCode;
  readonly message: string;
  readonly part: "" | "/path" | "/value";

  constructor(code: PatchErrorCode, message: string, part: "" | "/path" | "/value") {
    this.code = code;
    this.message = message;
    this.part = part;
  }
}

/** Applies operations in their order (RFC 6902, 4); the first that fails fails them all. */
export function applyOperations(
  document: unknown,
  operations: readonly PatchOperation[],
  slot: Slot | undefined,
): Success<unknown> | PatchFailure {
  const draft: Draft = { root: document, slot, keys: createKeyIndex(), own: new WeakSet() };
  for (const [index, operation] of operations.entries()) {
    try {
      applyOperation(draft, operation);
    } catch (error) {
      if (!(error instanceof Missed)) throw error;
      return refuse(error.code, error.message, `/${index}${error.part}`);
    }
  }
  return success(draft.root);
}

function applyOperation(draft: Draft, operation: PatchOperation): void {
  if (operation.op !== "remove" && operation.path.length + depthOf(operation.value) > MAX_DEPTH) {
    throw new Missed("patch-too-deep", `The document would be deeper than ${MAX_DEPTH} levels.`, "/value");
  }
  const { parent, slot, name } = parentOf(draft, operation);
  if (Array.isArray(parent)) applyToArray(draft, parent, name, operation, slot);
  else applyToObject(draft, fieldsOf(parent), name, operation, slot);
}

interface Place {
  readonly parent: unknown;
  readonly slot: Slot | undefined;
  readonly name: string;
}

/** Walks to the object or array that an operation changes; on the way to a write it copies what is shared. */
function parentOf(draft: Draft, { op, path }: PatchOperation): Place {
  const writes = op !== "test";
  let slot = draft.slot;
  let parent = writes ? owned(draft, draft.root) : draft.root;
  if (writes) draft.root = parent;
  let [name, ...rest] = path;
  for (const next of rest) {
    const step = Array.isArray(parent)
      ? intoArray(draft, parent, name, slot, writes)
      : intoObject(draft, fieldsOf(parent), name, slot, op);
    ({ parent, slot } = step);
    name = next;
  }
  return { parent, slot, name };
}

type Step = Omit<Place, "name">;

function intoArray(
  draft: Draft,
  list: unknown[],
  name: string,
  slot: Slot | undefined,
  writes: boolean,
): Step {
  const at = indexOf(name, list.length - 1);
  const parent = writes ? owned(draft, list[at]) : list[at];
  if (writes) list[at] = parent;
  return { parent, slot: elementSlot(slot, parent) };
}

function intoObject(
  draft: Draft,
  fields: Fields,
  name: string,
  slot: Slot | undefined,
  op: PatchOperation["op"],
): Step {
  const own = draft.keys.keyOf(fields, name);
  const key = own ?? propertyOf(slot, name)?.name ?? name;
  const inside = memberSlot(slot, key);
  // What is absent counts as null, and the next step of the path fails on it.
  const value = own === undefined ? null : fields[own];
  const isNewList = op === "add" && value === null && inside?.type.kind === "array";
  if (op === "test") return { parent: value, slot: inside };
  const parent = owned(draft, isNewList ? [] : value);
  write(draft, fields, key, parent);
  return { parent, slot: inside };
}

function applyToArray(
  draft: Draft,
  list: unknown[],
  name: string,
  operation: PatchOperation,
  slot: Slot | undefined,
): void {
  if (operation.op === "add") {
    const at = name === "-" ? list.length : indexOf(name, list.length);
    list.splice(at, 0, canonicalElement(operation.value, slot));
    return;
  }
  const at = indexOf(name, list.length - 1);
  if (operation.op === "remove") list.splice(at, 1);
  else if (operation.op === "replace") list[at] = canonicalElement(operation.value, slot);
  else check(list[at], canonicalElement(operation.value, slot), draft.keys);
}

function applyToObject(
  draft: Draft,
  fields: Fields,
  name: string,
  operation: PatchOperation,
  slot: Slot | undefined,
): void {
  const own = draft.keys.keyOf(fields, name);
  const known = propertyOf(slot, name)?.name;
  const key = own ?? known ?? name;
  // What the class has is there, null where the document leaves it out.
  if (own === undefined && known === undefined && operation.op !== "add") throw missing();
  if (operation.op === "remove") {
    if (own !== undefined) Reflect.deleteProperty(fields, own);
    return;
  }
  const inside = memberSlot(slot, key);
  const before = own === undefined ? null : fields[own];
  if (operation.op === "test") {
    check(before, canonicalFor(operation.value, inside), draft.keys);
    return;
  }
  const expectsArray = Array.isArray(before) || inside?.type.kind === "array";
  if (operation.op === "add" && expectsArray && isRecord(operation.value)) {
    const list: readonly unknown[] = Array.isArray(before) ? before : [];
    write(draft, fields, key, [...list, canonicalFor(operation.value, elementSlot(inside))]);
    return;
  }
  write(draft, fields, key, canonicalFor(operation.value, inside));
}

function check(actual: unknown, expected: unknown, keys: KeyIndex): void {
  if (!isEqual(actual, expected, keys)) {
    throw new Missed("patch-test-failed", "A test found another value.", "");
  }
}

/** The value itself if the draft may write to it, else a copy that it may. */
function owned(draft: Draft, value: unknown): unknown {
  if (typeof value !== "object" || value === null || draft.own.has(value)) return value;
  const copy = Array.isArray(value) ? [...value] : { ...value };
  draft.own.add(copy);
  return copy;
}

/** Defines a member; assignment would call the setter of `__proto__`. */
function write(draft: Draft, fields: Fields, key: string, value: unknown): void {
  const isNew = !Object.hasOwn(fields, key);
  Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true });
  if (isNew) draft.keys.added(fields, key);
}

function canonicalElement(value: unknown, slot: Slot | undefined): unknown {
  return canonicalFor(value, elementSlot(slot, value));
}

function fieldsOf(parent: unknown): Fields {
  if (!isFields(parent)) throw missing();
  return parent;
}

function isFields(value: unknown): value is Fields {
  return isRecord(value);
}

/** The index that a name of a path spells (RFC 6901, 4), from 0 to `last`. */
function indexOf(name: string, last: number): number {
  const index = /^(?:0|[1-9][0-9]*)$/.test(name) ? Number(name) : Number.NaN;
  if (!(index <= last)) throw new Missed("patch-index", "No such element of the array.", "/path");
  return index;
}

function missing(): Missed {
  return new Missed("patch-target-missing", "Nothing stands where the path leads.", "/path");
}
