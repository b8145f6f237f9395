/** The property paths of a `select`; `undefined` when there is none. */
export type SelectPaths = readonly string[] | undefined;

/**
 * What an answer looks like when only some properties were selected: those keep their type, the others are null. An
 * array is masked element by element. Names count in any case, as on the platform. Where the paths or the names of
 * the properties (a dictionary's) are not known at compile time, anything may be null.
 *
 * @example
 * type Row = Selected<{ Name: string; Rank: number; Category: { Id: number; Value: string } }, readonly ["Name", "Category/Id"]>;
 * // { Name: string; Rank: null; Category: { Id: number; Value: null } }
 */
export type Selected<Data, Select extends SelectPaths> = Select extends readonly string[]
  ? Select["length"] extends 0
    ? Data
    : Masked<Data, string extends Select[number] ? string : Lowercase<Select[number]>>
  : Data;

/** `Path` holds lower-case paths, or is `string` where they are not known. */
type Masked<Data, Path extends string> = Data extends string | number | boolean
  ? // An enum's branded member is an object to the next line but one.
    Data
  : Data extends readonly (infer Item)[]
    ? Masked<Item, Path>[]
    : Data extends object
      ? { [Name in keyof Data]: MaskedProperty<Data[Name], Name, string extends keyof Data ? string : Path> }
      : Data;

type MaskedProperty<Value, Name, Path extends string> = string extends Path
  ? Masked<Value, string> | null
  : Name extends string
    ? Lowercase<Name> extends Path
      ? Value
      : [Below<Path, Lowercase<Name>>] extends [never]
        ? null
        : Masked<Value, Below<Path, Lowercase<Name>>>
    : Value;

type Below<Path, Name extends string> = Path extends `${Name}/${infer Rest}` ? Rest : never;
