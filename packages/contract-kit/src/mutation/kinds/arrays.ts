import { isArray, type Json } from "../../json/json.ts";
import type { BodyKind } from "../body-kinds.ts";

const kind = (id: string, title: string, write: (items: readonly Json[]) => Json | undefined): BodyKind => ({
  id,
  title,
  edits: ({ value, role }) => {
    const after =
      isArray(value) && (role !== "root" || !id.startsWith("array-to-")) ? write(value) : undefined;
    return after === undefined ? [] : [{ type: "replace", value: after }];
  },
});

const whenFilled =
  (write: (items: readonly Json[], first: Json) => Json) =>
  (items: readonly Json[]): Json | undefined => {
    const [first] = items;
    return first === undefined ? undefined : write(items, first);
  };

/** Changes of arrays and of what stands in them. */
export const arrayKinds: readonly BodyKind[] = [
  kind("array-to-object", "an object stands where an array belongs", () => ({})),
  kind("array-to-string", "a text stands where an array belongs", () => "lorem"),
  kind(
    "array-unwrapped",
    "an element stands in place of its array",
    whenFilled((_, first) => first),
  ),
  kind(
    "array-emptied",
    "an array has no element",
    whenFilled(() => []),
  ),
  kind(
    "element-removed",
    "the last element is gone",
    whenFilled((items) => items.slice(0, -1)),
  ),
  kind(
    "element-duplicated",
    "the first element stands there twice",
    whenFilled((items, first) => [first, ...items]),
  ),
  kind(
    "element-null",
    "null stands behind the elements",
    whenFilled((items) => [...items, null]),
  ),
  kind(
    "element-lorem",
    "an element is of a type of its own",
    whenFilled((items, first) => [...items, typeof first === "string" ? 7 : "lorem"]),
  ),
  kind(
    "element-nested",
    "the elements stand in an array in the array",
    whenFilled((items) => [items]),
  ),
];
