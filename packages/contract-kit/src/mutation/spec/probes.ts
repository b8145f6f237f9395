import type { ContractDocument } from "../../contract/document.ts";
import { isDictionary, type PlaceSchema, placeSchema, stepInto, typesOf } from "../../contract/schema-at.ts";
import { isArray, isObject, type Json } from "../../json/json.ts";
import { classInstances, type Instance, type Instances } from "./instances.ts";

/**
 * Values of every class that are made up from the contract itself, with the mutations inside them: samples show many
 * classes only as null. They are no evidence of what the platform does, so reports count what only they see apart.
 */
export function probeInstances(document: ContractDocument): Instances {
  const all = new Map<string, readonly Instance[]>();
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    const members = isArray(schema["x-extensible-enum"]) ? schema["x-extensible-enum"] : undefined;
    const values: readonly Json[] = members ?? [
      probe(document, placeSchema(document, { $ref: `#/components/schemas/${name}` }), 2),
    ];
    const own = values.flatMap((value) => classInstances(document, name, value).get(name) ?? []);
    all.set(name, [...own, ...strange]);
  }
  return all;
}

/** Values that no class admits unless something is wrong with it. */
const strange: readonly Instance[] = [
  null,
  "Lorem",
  "Lorem, Ipsum",
  7,
  true,
  [],
  ["lorem"],
  { LoremIpsum: "dolor" },
].map((value) => ({
  value,
  focus: undefined,
}));

/** One value of a schema, nothing null that need not be, classes inside it `depth` levels down. */
function probe(document: ContractDocument, place: PlaceSchema, depth: number): Json {
  const { schema } = place;
  const [type] = typesOf(schema);
  const members = schema["x-extensible-enum"];
  if (isArray(members)) return members[0] ?? "";
  const inner = (token: string | number): Json => {
    const next = stepInto(document, place, token);
    if (next === undefined) return null;
    return depth === 0 && next.nullable
      ? null
      : probe(document, next, depth - (next.class === undefined ? 0 : 1));
  };
  switch (type) {
    case "integer":
      return 7;
    case "number":
      return 7.5;
    case "boolean":
      return true;
    case "string":
      return schema["format"] === "so-date-time" ? "2020-04-01T12:15:26.5796409+02:00" : "dolor";
    case "array":
      return [inner(0)];
    case "object":
      if (isDictionary(schema)) return { key: inner("key") };
      return isObject(schema["properties"])
        ? Object.fromEntries(Object.keys(schema["properties"]).map((name) => [name, inner(name)]))
        : {};
    default:
      return null;
  }
}
