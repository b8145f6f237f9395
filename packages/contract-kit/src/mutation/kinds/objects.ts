import type { Edit } from "../../json/edit.ts";
import { isArray, isObject } from "../../json/json.ts";
import type { BodyKind } from "../body-kinds.ts";
import type { Place } from "../place.ts";

const nameOf = ({ tokens }: Place): string => String(tokens.at(-1));
const ofClass = ({ value, at }: Place): boolean => isObject(value) && isObject(at?.schema["properties"]);
const once = (applies: boolean, edit: () => Edit): Edit[] => (applies ? [edit()] : []);
const swapFirstLetter = (name: string): string =>
  name.replace(/[A-Za-z]/, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  );

/** Changes of names and of which properties stand there. */
export const objectKinds: readonly BodyKind[] = [
  {
    id: "property-dropped",
    title: "a property is gone",
    edits: (place) => once(place.role === "property", () => ({ type: "remove" })),
  },
  {
    id: "property-renamed",
    title: "a property has another name",
    edits: (place) =>
      once(place.role === "property", () => ({ type: "rename", to: `${nameOf(place)}Lorem` })),
  },
  {
    id: "property-case",
    title: "a property's name has another letter case",
    edits: (place) =>
      once(place.role === "property", () => ({ type: "rename", to: swapFirstLetter(nameOf(place)) })),
  },
  {
    id: "property-added",
    title: "a class has a property that nobody knows",
    edits: (place) => once(ofClass(place), () => ({ type: "add", name: "LoremIpsum", value: "dolor" })),
  },
  {
    id: "properties-reordered",
    title: "a class's properties stand in the opposite order",
    edits: ({ value, ...rest }) =>
      isObject(value) && ofClass({ value, ...rest }) && Object.keys(value).length > 1
        ? [{ type: "replace", value: Object.fromEntries(Object.entries(value).reverse()) }]
        : [],
  },
  {
    id: "object-emptied",
    title: "a class has no property at all",
    edits: (place) =>
      once(ofClass(place) && isObject(place.value) && Object.keys(place.value).length > 0, () => ({
        type: "replace",
        value: {},
      })),
  },
  {
    id: "object-to-array",
    title: "an array stands where an object belongs",
    edits: (place) =>
      once(place.role !== "root" && isObject(place.value), () => ({ type: "replace", value: [] })),
  },
  {
    id: "object-to-string",
    title: "a text stands where an object belongs",
    edits: (place) =>
      once(place.role !== "root" && isObject(place.value), () => ({ type: "replace", value: "lorem" })),
  },
  {
    id: "entry-renamed",
    title: "a dictionary's key is another one",
    edits: (place) => once(place.role === "entry", () => ({ type: "rename", to: `${nameOf(place)}Lorem` })),
  },
  {
    id: "entry-dropped",
    title: "a dictionary's entry is gone",
    edits: (place) => once(place.role === "entry", () => ({ type: "remove" })),
  },
  {
    id: "entry-type",
    title: "a dictionary's value has a type of no entry",
    edits: (place) =>
      place.role !== "entry"
        ? []
        : [
            { type: "replace", value: 7 },
            { type: "replace", value: isArray(place.value) ? {} : [] },
          ],
  },
];
