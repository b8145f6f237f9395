import type { BodyShape, PropertyShape } from "@so-webapi/operations";
import type { View } from "./view.ts";

/** What stands at a place of a body, as far as the contract knows it. */
export interface Place {
  /** Undefined where the contract knows none. */
  readonly class: string | undefined;
  readonly kind: PropertyShape["kind"];
  /** True for a row and for a list of rows: its names are columns. */
  readonly row: boolean;
}

/** A member of an object: where its value stands, and whether the view hides it. */
export interface Member {
  readonly place: Place;
  readonly hidden: boolean;
}

const unknown: Place = { class: undefined, kind: "value", row: false };

/** Where the contract has rows, whose columns are data. Source: platform.md, "Queries". */
const rowPlaces: ReadonlySet<string> = new Set(["ODataSlimResponse.value", "ArchiveListItem.ColumnData"]);

/** The place of a whole body. */
export function rootPlace(shape: BodyShape | null | undefined): Place {
  if (shape?.class === undefined) return unknown;
  return { class: shape.class, kind: shape.array ? "array" : "value", row: false };
}

/** The place of the elements of an array; arrays stand in arrays too. */
export function elementPlace(place: Place): Place {
  return place.kind === "dictionary" ? unknown : place;
}

/** A member of the object at a place. */
export function memberOf(place: Place, name: string, view: View): Member {
  if (place.row) return { place: unknown, hidden: view.hidesColumn(name) };
  if (place.kind === "dictionary")
    return { place: { ...place, kind: "value" }, hidden: view.hidesName(name) };
  const { classes } = view.shapes;
  const shape =
    place.class !== undefined && Object.hasOwn(classes, place.class) ? classes[place.class] : undefined;
  if (place.class === undefined || shape === undefined)
    return { place: unknown, hidden: view.hidesName(name) };
  const lower = name.toLowerCase();
  const property = Object.hasOwn(shape, lower) ? shape[lower] : undefined;
  const hidden = view.hides(place.class, name);
  if (property === undefined) return { place: unknown, hidden };
  const row = rowPlaces.has(`${place.class}.${property.name}`);
  return {
    place: { class: row ? undefined : property.class, kind: row ? "value" : property.kind, row },
    hidden,
  };
}
