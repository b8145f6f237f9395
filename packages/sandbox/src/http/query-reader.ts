import { badRequest } from "./failure.ts";

const INT32 = /^[+-]?[0-9]{1,10}$/;

/** Reads parameters of path and query by the contract's names, in any letter case. */
export class QueryReader {
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(path: Readonly<Record<string, string>>, url: URL) {
    const values = new Map<string, string[]>();
    const add = (name: string, value: string): void => {
      const key = name.toLowerCase();
      const list = values.get(key);
      if (list) list.push(value);
      else values.set(key, [value]);
    };
    // What the path says cannot be overruled by the query.
    if (url.search !== "") for (const [name, value] of url.searchParams) add(name, value);
    for (const [name, value] of Object.entries(path)) values.set(name.toLowerCase(), [value]);
    this.#values = values;
  }

  /** The text of a parameter, or undefined. */
  text(name: string): string | undefined {
    return this.#values.get(name.toLowerCase())?.[0];
  }

  /** @throws {PlatformFailure} 400 where it is missing or no int32. */
  integer(name: string): number {
    const value = this.optionalInteger(name);
    if (value === undefined) throw badRequest(`The parameter ${name} is required.`);
    return value;
  }

  /** @throws {PlatformFailure} 400 where it is there and no int32. */
  optionalInteger(name: string): number | undefined {
    const text = this.text(name);
    return text === undefined || text === "" ? undefined : toInt32(name, text);
  }

  /** Repeated or comma-separated. @throws {PlatformFailure} 400 where one is no int32. */
  integers(name: string): readonly number[] {
    const texts = this.#values.get(name.toLowerCase()) ?? [];
    return texts
      .flatMap((text) => text.split(","))
      .filter((text) => text.trim() !== "")
      .map((text) => toInt32(name, text.trim()));
  }

  /** @throws {PlatformFailure} 400 where it is neither true nor false. */
  boolean(name: string): boolean | undefined {
    const text = this.text(name)?.toLowerCase();
    if (text === undefined || text === "") return undefined;
    if (text === "true") return true;
    if (text === "false") return false;
    throw badRequest(`The parameter ${name} is neither true nor false.`);
  }
}

function toInt32(name: string, text: string): number {
  const value = Number(text);
  if (!INT32.test(text) || value !== (value | 0)) throw badRequest(`The parameter ${name} is no int32.`);
  return value;
}
