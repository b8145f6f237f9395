import { isArray, type Json } from "../../json/json.ts";
import type { BodyKind } from "../body-kinds.ts";
import type { Place } from "../place.ts";

const kind = (id: string, title: string, write: (place: Place) => Json | undefined): BodyKind => ({
  id,
  title,
  edits: (place) => {
    const value = place.role === "root" ? write(place) : undefined;
    return value === undefined ? [] : [{ type: "replace", value }];
  },
});

/** Changes of what a whole body is. */
export const rootKinds: readonly BodyKind[] = [
  kind("root-to-null", "the body is null", () => null),
  kind("root-to-string", "the body is a text", () => "lorem"),
  kind("root-to-number", "the body is a number", () => 7),
  kind("root-to-boolean", "the body is true", () => true),
  kind("root-array-to-object", "the body is an object in place of an array", ({ value }) =>
    isArray(value) ? {} : undefined,
  ),
  kind("root-object-to-array", "the body is an empty array in place of an object", ({ value }) =>
    isArray(value) ? undefined : [],
  ),
  kind("root-wrapped", "the body stands in an array", ({ value }) => [value]),
];
