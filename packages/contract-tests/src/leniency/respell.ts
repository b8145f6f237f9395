import type { Json } from "@so-webapi/contract-kit/json";
import type { BodyShape, EnumShape, PropertyShape, Shapes } from "@so-webapi/operations";

/** How a request can say the same in another spelling that the platform takes (platform.md, "Queries"). */
export interface Spelling {
  /** Of names that the contract has. Default as they are. */
  readonly name?: (exact: string) => string;
  /** Of values of enums. Default as they are. */
  readonly member?: (exact: string, shape: EnumShape) => Json;
}

type Place = Pick<PropertyShape, "class" | "enum" | "kind">;

/** The same body in another spelling. Keys of dictionaries and names that the contract does not have are data and stay. */
export function respelled(body: Json, root: BodyShape, shapes: Shapes, spelling: Spelling): Json {
  const place: Place = {
    kind: root.array ? "array" : "value",
    ...(root.class !== undefined && { class: root.class }),
  };
  return at(body, place, shapes, spelling);
}

function at(value: Json, place: Place, shapes: Shapes, spelling: Spelling): Json {
  if (Array.isArray(value)) return value.map((item) => at(item, place, shapes, spelling));
  const members = place.enum === undefined ? undefined : shapes.enums[place.enum];
  if (typeof value === "string")
    return members === undefined ? value : (spelling.member?.(value, members) ?? value);
  if (typeof value !== "object" || value === null) return value;
  const inner = (one: Json, next: Place): Json => at(one, next, shapes, spelling);
  if (place.kind === "dictionary") {
    const values: Place = { ...place, kind: "value" };
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inner(one, values)]));
  }
  const shape = place.class === undefined ? undefined : shapes.classes[place.class];
  if (shape === undefined) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const property = shape[name.toLowerCase()];
      if (property === undefined || property.name !== name) return [name, one];
      return [spelling.name?.(name) ?? name, inner(one, property)];
    }),
  );
}

/** The number of a member, or the sum of several flags; the value itself where the contract does not know all of them. */
export function numberOf(value: string, { members, numbers, flags }: EnumShape): Json {
  const byName = new Map(Object.entries(numbers).map(([number, member]) => [member, Number(number)]));
  const names = flags ? value.split(",").map((name) => name.trim()) : [value];
  if (names.length === 0 || names.some((name) => !members.includes(name) || !byName.has(name))) return value;
  return names.reduce((sum, name) => sum + (byName.get(name) ?? 0), 0);
}
