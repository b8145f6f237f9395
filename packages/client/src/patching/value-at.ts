/**
 * The type of the value that a JSON Pointer (RFC 6901) leads to: `"/Category/Id"`, `"/Phones/-"`, `"/Phones/0/Value"`;
 * `never` where it leads nowhere. Names in the contract's own spelling.
 */
export type ValueAt<Entity, Path extends string> = Path extends `/${infer Rest}`
  ? Exclude<Below<Entity, Rest>, undefined>
  : never;

/** The path itself where it leads somewhere, else `never`, which no text is. */
export type PatchPath<Entity, Path extends string> = [ValueAt<Entity, Path>] extends [never] ? never : Path;

type Below<Holder, Rest extends string> = Rest extends `${infer Name}/${infer Deeper}`
  ? Below<Member<Holder, Name>, Deeper>
  : Member<Holder, Rest>;

type Member<Holder, Name extends string> = Holder extends readonly (infer Item)[]
  ? Name extends "-" | `${number}`
    ? Item
    : never
  : Holder extends object
    ? string extends keyof Holder
      ? Holder[keyof Holder]
      : Name extends keyof Holder
        ? Holder[Name]
        : never
    : never;
