import type { EnumShape } from "../enums/enum-shape.ts";

// These repeat the operation table's types by structure, so that this package imports nothing.

/** One property of a class. */
export interface PropertyShape {
  /** The exact wire name. */
  readonly name: string;
  /** Class of the value, of the elements, or of the dictionary's values. */
  readonly class?: string;
  /** Enum of the value or of the elements. */
  readonly enum?: string;
  readonly kind: "value" | "array" | "dictionary";
}

/** Properties of a class by their lower-case names. */
export type ClassShape = Readonly<Record<string, PropertyShape>>;

/** Classes and enums that a body can reach. */
export interface Shapes {
  readonly classes: Readonly<Record<string, ClassShape>>;
  readonly enums: Readonly<Record<string, EnumShape>>;
}

/** What a whole body is. */
export interface RootShape {
  /** Class of the body, or of its elements when `array` is true. Absent where the contract knows none. */
  readonly class?: string;
  readonly array: boolean;
}
