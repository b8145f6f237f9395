import type { TypeName } from "../descriptors/index.ts";
import type { EnumNames } from "./enum-names.ts";
import { type Frame, type Holder, refuse } from "./frames.ts";
import { type Scalar, scalars } from "./scalars.ts";

abstract class TextFrame implements Frame {
  readonly #holder: Holder;
  readonly #key: string;
  #text = "";

  constructor(holder: Holder, key: string) {
    this.#holder = holder;
    this.#key = key;
  }

  open(): Frame {
    throw refuse("element-unknown", "There are elements where text belongs.");
  }

  text(text: string): void {
    this.#text = this.#text === "" ? text : this.#text + text;
  }

  close(): void {
    this.#holder.set(this.#key, this.read(this.#text));
  }

  protected abstract read(text: string): unknown;
}

/** A member of an enumeration, or several of one with flags. */
export class EnumFrame extends TextFrame {
  readonly #name: TypeName;
  readonly #names: EnumNames;

  constructor(name: TypeName, names: EnumNames, holder: Holder, key: string) {
    super(holder, key);
    this.#name = name;
    this.#names = names;
  }

  protected read(text: string): unknown {
    const value = this.#names.toRest(text.trim());
    if (value === undefined) throw refuse("enum-unknown", `The text is no member of ${this.#name}.`);
    return value;
  }
}

/** The frame of a simple type. */
export function scalarFrame(name: TypeName, holder: Holder, key: string): Frame {
  // Without xsi:type a value of any type is a text.
  const known = name === "xs:anyType" ? "xs:string" : name;
  const scalar = scalars[known];
  if (scalar === undefined) throw refuse("type-mismatch", `The type ${name} is not known.`);
  return new ScalarFrame(known, scalar, holder, key);
}

class ScalarFrame extends TextFrame {
  readonly #name: TypeName;
  readonly #scalar: Scalar;

  constructor(name: TypeName, scalar: Scalar, holder: Holder, key: string) {
    super(holder, key);
    this.#name = name;
    this.#scalar = scalar;
  }

  protected read(text: string): unknown {
    if (this.#scalar.preserve) return this.#scalar.read(text);
    const trimmed = text.trim();
    // The reference pages print empty durations; they stand for none.
    if (trimmed === "" && this.#name === "ser:duration") return undefined;
    const value = this.#scalar.read(trimmed);
    if (value === undefined) throw refuse("value-invalid", `The text is no ${this.#name}.`);
    return value;
  }
}
