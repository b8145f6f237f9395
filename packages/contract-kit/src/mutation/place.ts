import type { ContractDocument } from "../contract/document.ts";
import { isDictionary, type PlaceSchema, stepInto } from "../contract/schema-at.ts";
import { isArray, isObject, type Json } from "../json/json.ts";
import { type Token, toPointer } from "../json/pointer.ts";

/** One value of a body and what the contract says of its place. */
export interface Place {
  readonly tokens: readonly Token[];
  readonly pointer: string;
  readonly value: Json;
  /** Undefined where the contract does not know the place. */
  readonly at: PlaceSchema | undefined;
  /** Where the value stands: the whole body, a class's property, a dictionary's entry or an array's element. */
  readonly role: "root" | "property" | "entry" | "element";
  /** The class requires the property. */
  readonly required: boolean;
}

/** Every place of a body, parents first, in the order of the text. */
export function placesOf(document: ContractDocument, root: Json, schema: PlaceSchema): Place[] {
  const places: Place[] = [];
  const visit = (place: Place): void => {
    places.push(place);
    const { value, at, tokens } = place;
    const below = (token: Token, inner: Json, role: Place["role"]): void => {
      const path = [...tokens, token];
      const requires = at?.schema["required"];
      visit({
        tokens: path,
        pointer: toPointer(path),
        value: inner,
        at: at && stepInto(document, at, token),
        role,
        required: role === "property" && isArray(requires) && requires.includes(String(token)),
      });
    };
    if (isArray(value))
      value.forEach((item, index) => {
        below(index, item, "element");
      });
    else if (isObject(value)) {
      const role = at !== undefined && isDictionary(at.schema) ? "entry" : "property";
      for (const [name, item] of Object.entries(value)) below(name, item, role);
    }
  };
  visit({ tokens: [], pointer: "", value: root, at: schema, role: "root", required: false });
  return places;
}
