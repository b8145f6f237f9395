import type { Json } from "../../json/json.ts";
import type { BodyKind } from "../body-kinds.ts";
import type { Place } from "../place.ts";

const kind = (id: string, title: string, write: (date: string) => Json): BodyKind => ({
  id,
  title,
  edits: ({ value, at }: Place) =>
    typeof value === "string" && at?.schema["format"] === "so-date-time" && write(value) !== value
      ? [{ type: "replace", value: write(value) }]
      : [],
});

/** Changes of dates and times. */
export const dateKinds: readonly BodyKind[] = [
  kind("date-to-lorem", "a lorem word stands where a date belongs", () => "lorem"),
  kind(
    "date-impossible",
    "a date is the 30th of February",
    (date) => `${date.slice(0, 4)}-02-30${date.slice(10)}`,
  ),
  kind("date-offset-impossible", "an offset is 23 hours", (date) =>
    date.replace(/(Z|[+-]\d\d:\d\d)?$/, "+23:00"),
  ),
  kind("date-too-fine", "a time has eight fractional digits", (date) =>
    date.replace(/(\.\d+)?(Z|[+-]\d\d:\d\d)?$/, ".12345678$2"),
  ),
  kind("date-only", "a date has no time", (date) => date.slice(0, 10)),
  kind("date-with-space", "a space stands in place of the T", (date) => date.replace("T", " ")),
  kind("date-without-offset", "a time has no offset", (date) => date.replace(/(Z|[+-]\d\d:\d\d)$/, "")),
  kind("date-without-fraction", "a time has no fraction", (date) => date.replace(/\.\d+/, "")),
  kind("date-unset", "a date is the one that stands for none", () => "0001-01-01T00:00:00"),
];
