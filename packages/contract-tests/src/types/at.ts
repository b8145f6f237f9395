/** The type at a path into `T`: property names, `number` for an element, any text for a dictionary's key. */
export type At<T, Path extends readonly (string | number)[]> = Path extends readonly [
  infer Head,
  ...infer Rest extends readonly (string | number)[],
]
  ? At<Step<NonNullable<T>, Head>, Rest>
  : T;

type Step<T, Head> = Head extends keyof T ? T[Head] : never;
