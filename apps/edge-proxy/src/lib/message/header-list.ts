import type { HeaderField } from "../headers/fields.ts";

/**
 * Header fields of one message, in their order, names in lower case. It is asked as `Headers` is asked and costs a
 * list; what it holds is as valid as what it was given.
 */
export class HeaderList implements Iterable<HeaderField> {
  #fields: HeaderField[];

  /** @param fields - taken over: the caller does not touch them again. */
  constructor(fields: HeaderField[] = []) {
    this.#fields = fields;
  }

  /** All values of a field with commas between them (RFC 9110, 5.3), or null; `name` in any letter case. */
  get(name: string): string | null {
    const key = name.toLowerCase();
    let found: string | null = null;
    for (const field of this.#fields)
      if (field[0] === key) found = found === null ? field[1] : `${found}, ${field[1]}`;
    return found;
  }

  has(name: string): boolean {
    const key = name.toLowerCase();
    for (const field of this.#fields) if (field[0] === key) return true;
    return false;
  }

  /** Puts one value in the place of all that there are. */
  set(name: string, value: string): void {
    const key = name.toLowerCase();
    if (this.has(key)) this.delete(key);
    this.#fields.push([key, value]);
  }

  append(name: string, value: string): void {
    this.#fields.push([name.toLowerCase(), value]);
  }

  delete(name: string): void {
    const key = name.toLowerCase();
    this.#fields = this.#fields.filter(([candidate]) => candidate !== key);
  }

  /** Each name once. */
  keys(): Iterable<string> {
    return new Set(this.#fields.map(([name]) => name));
  }

  [Symbol.iterator](): Iterator<HeaderField> {
    return this.#fields[Symbol.iterator]();
  }

  /** The list itself, to be read and not changed. */
  get fields(): readonly HeaderField[] {
    return this.#fields;
  }
}
