import type { DictionaryDescriptor, ElementDescriptor } from "../descriptors/index.ts";
import { expectBlank, type Frame, type Holder, type Parser, refuse, type Tag } from "./frames.ts";

/** Begins the frame of an element whose tag was met; its value goes to `holder` under `key`. */
export type BeginElement = (
  descriptor: ElementDescriptor,
  tag: Tag,
  parser: Parser,
  holder: Holder,
  key: string,
) => Frame;

/** The elements that may stand in a class, a wrapper, an array or a pair. */
export interface Members {
  readonly namespace: string;
  readonly byName: ReadonlyMap<string, ElementDescriptor>;
  readonly required: readonly ElementDescriptor[];
}

/** The members of a class, or of a wrapper, by its elements. */
export function membersIn(namespace: string, elements: readonly ElementDescriptor[]): Members {
  return {
    namespace,
    byName: new Map(elements.map((element) => [element.name, element])),
    required: elements.filter(({ minOccurs }) => minOccurs > 0),
  };
}

/** What an element is, found by its name; refused where there is none, or one in another namespace. */
function known<Found>(tag: Tag, namespace: string, found: Found | undefined): Found {
  if (found === undefined) throw refuse("element-unknown", "The element is not known here.");
  if (tag.uri !== namespace)
    throw refuse("namespace-wrong", "The element is known here in another namespace.");
  return found;
}

/** Puts a property without ever touching a prototype: keys of dictionaries come from outside. */
function put(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__")
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

/** A class: a JSON object with a property for each element, in whatever order they come. */
export class ObjectFrame implements Frame, Holder {
  readonly #begin: BeginElement;
  readonly #parser: Parser;
  readonly #members: Members;
  readonly #done: (object: Record<string, unknown>) => void;
  readonly #object: Record<string, unknown> = {};

  constructor(
    begin: BeginElement,
    parser: Parser,
    members: Members,
    done: (object: Record<string, unknown>) => void,
  ) {
    this.#begin = begin;
    this.#parser = parser;
    this.#members = members;
    this.#done = done;
  }

  open(tag: Tag): Frame {
    const element = known(tag, this.#members.namespace, this.#members.byName.get(tag.local));
    if (Object.hasOwn(this.#object, tag.local)) throw refuse("element-twice", "The element stands twice.");
    // Taken before its value is there, or a second one inside of the first would pass.
    this.#object[tag.local] = null;
    return this.#begin(element, tag, this.#parser, this, tag.local);
  }

  text = expectBlank;

  set(key: string, value: unknown): void {
    if (value === undefined) delete this.#object[key];
    else this.#object[key] = value;
  }

  close(): void {
    for (const { name } of this.#members.required) {
      if (!Object.hasOwn(this.#object, name)) throw refuse("element-missing", `${name} is missing.`);
    }
    this.#done(this.#object);
  }
}

/** An array: a JSON array of the repeated element. */
export class ArrayFrame implements Frame, Holder {
  readonly #begin: BeginElement;
  readonly #parser: Parser;
  readonly #holder: Holder;
  readonly #key: string;
  readonly #namespace: string;
  readonly #item: ElementDescriptor;
  readonly #items: unknown[] = [];

  constructor(
    begin: BeginElement,
    parser: Parser,
    holder: Holder,
    key: string,
    namespace: string,
    item: ElementDescriptor,
  ) {
    this.#begin = begin;
    this.#parser = parser;
    this.#holder = holder;
    this.#key = key;
    this.#namespace = namespace;
    this.#item = item;
  }

  open(tag: Tag): Frame {
    const item = known(tag, this.#namespace, tag.local === this.#item.name ? this.#item : undefined);
    return this.#begin(item, tag, this.#parser, this, "");
  }

  text = expectBlank;

  set(_key: string, value: unknown): void {
    this.#items.push(value ?? null);
  }

  close(): void {
    this.#holder.set(this.#key, this.#items);
  }
}

/** A dictionary: pairs of `Key` and `Value` become a JSON object. */
export class DictionaryFrame implements Frame {
  readonly #begin: BeginElement;
  readonly #parser: Parser;
  readonly #holder: Holder;
  readonly #key: string;
  readonly #pair: string;
  readonly #members: Members;
  readonly #object: Record<string, unknown> = {};

  constructor(
    begin: BeginElement,
    parser: Parser,
    holder: Holder,
    key: string,
    namespace: string,
    type: DictionaryDescriptor,
  ) {
    this.#begin = begin;
    this.#parser = parser;
    this.#holder = holder;
    this.#key = key;
    this.#pair = type.pair;
    this.#members = membersIn(namespace, [type.key, type.value]);
  }

  open(tag: Tag): Frame {
    known(tag, this.#members.namespace, tag.local === this.#pair ? this.#pair : undefined);
    return new ObjectFrame(this.#begin, this.#parser, this.#members, (pair) => this.#add(pair));
  }

  text = expectBlank;

  #add(pair: Readonly<Record<string, unknown>>): void {
    if (pair["Key"] === null) throw refuse("nil-not-allowed", "The key of a pair cannot be nil.");
    const key = String(pair["Key"]);
    if (Object.hasOwn(this.#object, key)) throw refuse("key-twice", "A key stands twice.");
    put(this.#object, key, pair["Value"]);
  }

  close(): void {
    this.#holder.set(this.#key, this.#object);
  }
}
