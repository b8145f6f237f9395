import type { BodyShape, ClassShape, Shapes } from "@so-webapi/operations";

/** A place of an answer in the contract's own words. */
export interface GeneralPlace {
  /** JSON pointer where `*` is any element or key. */
  readonly pointer: string;
  /** The class and the property that stand there; undefined where the contract knows none. */
  readonly class: string | undefined;
  readonly property: string | undefined;
}

/**
 * Leaves of a pointer what the contract itself names: elements of arrays, keys of dictionaries and properties that nobody
 * knows become `*`, since they can be data.
 *
 * @example
 * generalPlace("/Persons/17", { class: "Contact", array: false, nullable: false, mediaTypes: [] }, shapes);
 * // { pointer: "/Persons/*", class: "Contact", property: "Persons" }
 */
export function generalPlace(pointer: string, shape: BodyShape | null, shapes: Shapes): GeneralPlace {
  const whole: GeneralPlace = { pointer: "", class: shape?.class, property: undefined };
  if (pointer === "" || shape === null) return whole;
  let className = shape.class;
  let within = shape.array ? "elements" : "class";
  let place = whole;
  for (const segment of pointer.split("/").slice(1)) {
    if (within === "elements") {
      place = { ...place, pointer: `${place.pointer}/*` };
      within = "class";
      continue;
    }
    const at: ClassShape | undefined = className === undefined ? undefined : shapes.classes[className];
    const name = segment.replaceAll("~1", "/").replaceAll("~0", "~").toLowerCase();
    const property = at !== undefined && Object.hasOwn(at, name) ? at[name] : undefined;
    const token = property?.name.replaceAll("~", "~0").replaceAll("/", "~1") ?? "*";
    place = {
      pointer: `${place.pointer}/${token}`,
      class: property === undefined ? undefined : className,
      property: property?.name,
    };
    className = property?.class;
    within = property === undefined || property.kind === "value" ? "class" : "elements";
  }
  return place;
}
