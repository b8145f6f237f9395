import { badRequest } from "../../http/failure.ts";
import { isJsonObject, type JsonObject } from "../../model/json.ts";
import type { Owner } from "./elements.ts";

/** The fields of a structured address, in the order in which people write them. */
const FIELDS = ["Address1", "Address2", "Address3", "Zipcode", "City", "County", "State"] as const;
/** The rows in which `LocalizedAddress` lays them out, one layout for every country. */
const LAYOUT = [["Address1"], ["Address2"], ["Address3"], ["Zipcode", "City"], ["County", "State"]] as const;
type Field = (typeof FIELDS)[number];
type Side = "Postal" | "Street";

/** The addresses of each owner, with their member of `AddressType` (soap/Services88/Services88-Contact.md:466). */
const addressTypes: Readonly<Record<Owner, Partial<Record<Side, string>>>> = {
  contact: { Postal: "ContactPostalAddress", Street: "ContactStreetAddress" },
  person: { Street: "PersonPrivateAddress" },
};

/** A complete `Address` from what is stored, of which everything can be missing. */
export function addressBody(owner: Owner, stored: JsonObject | null): JsonObject {
  const localized: JsonObject[][] = [];
  const structured: Record<Side, JsonObject | null> = { Postal: null, Street: null };
  for (const side of sidesOf(owner)) {
    const fields = fieldsOf(stored?.[side]);
    const type = addressTypes[owner][side];
    structured[side] = { AtypeIdx: type, ...fields, Formatted: formatLines(addressLines(fields)) };
    for (const row of LAYOUT)
      localized.push(row.map((field) => localizedField(side, field, fields[field], type)));
  }
  return {
    Wgs84Latitude: numberOf(stored?.Wgs84Latitude),
    Wgs84Longitude: numberOf(stored?.Wgs84Longitude),
    LocalizedAddress: localized,
    Street: structured.Street,
    Postal: structured.Postal,
    Formatted: formattedAddress(stored),
    TableRight: null,
    FieldProperties: {},
  };
}

/** Both addresses in one text of several lines (agent/Contact_Agent/v1ContactAgent_GetAddress.md:70). */
export function formattedAddress(stored: JsonObject | null): string {
  const postal = fieldsOf(stored?.Postal);
  const street = fieldsOf(stored?.Street);
  const place = placeLines(postal).join("\n");
  const otherPlace = placeLines(street).join("\n");
  // The page's example names a place that both share once, at the end.
  const shared = place === otherPlace || place === "" || otherPlace === "";
  const lines = shared
    ? [...streetLines(postal), ...streetLines(street), ...placeLines(place === "" ? street : postal)]
    : [...addressLines(postal), ...addressLines(street)];
  return formatLines(lines);
}

/** The city of the postal address, or else of the street address. */
export function cityOf(stored: JsonObject | null): string {
  return fieldsOf(stored?.Postal).City || fieldsOf(stored?.Street).City;
}

/**
 * What to store for the address of a body. A field that `LocalizedAddress` changes is taken from there, others from
 * `Street` and `Postal`; so it is enough to change either (agent/Contact_Agent/v1ContactAgent_GetAddress.md:68).
 *
 * @throws {PlatformFailure} 400 for a localized field with a value that no address has.
 */
export function storedAddress(owner: Owner, before: JsonObject | null, body: unknown): JsonObject | null {
  if (!isJsonObject(body)) return null;
  const address: JsonObject = {
    Wgs84Latitude: numberOf(body.Wgs84Latitude),
    Wgs84Longitude: numberOf(body.Wgs84Longitude),
  };
  const localized = localizedValues(owner, body.LocalizedAddress);
  for (const side of sidesOf(owner)) {
    const old = fieldsOf(before?.[side]);
    const fields = fieldsOf(body[side]);
    for (const field of FIELDS) {
      const value = localized.get(`${side}${field}`.toLowerCase());
      if (value !== undefined && value !== old[field]) fields[field] = value;
    }
    address[side] = fields;
  }
  if (owner === "person" && Object.values(fieldsOf(body.Postal)).some((value) => value !== ""))
    throw badRequest("Address.Postal: a person has a street address only.");
  return isEmpty(address) ? null : address;
}

function isEmpty(address: JsonObject): boolean {
  return Object.values(address).every((value) =>
    isJsonObject(value) ? Object.values(value).every((field) => field === "") : value === 0,
  );
}

function sidesOf(owner: Owner): readonly Side[] {
  return owner === "contact" ? ["Postal", "Street"] : ["Street"];
}

/**
 * Localized fields are told by their names: side and field, `PostalAddress1` or `StreetZipcode`, as the vendor's own
 * script library has them (github.com/SuperOffice/CRMScripts, Library/lib-address.crm:8).
 */
function localizedField(side: Side, field: Field, value: string, type: string | undefined): JsonObject {
  return {
    Name: `${side}${field}`,
    Value: value,
    Tooltip: "",
    Label: "",
    ValueLength: 0,
    AddressType: type ?? "",
    TableRight: null,
    FieldProperties: {},
  };
}

function localizedValues(owner: Owner, value: unknown): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  if (!Array.isArray(value)) return values;
  const known = new Set(
    sidesOf(owner).flatMap((side) => FIELDS.map((field) => `${side}${field}`.toLowerCase())),
  );
  for (const entry of value.flat()) {
    if (!isJsonObject(entry)) continue;
    const name = textOf(entry.Name);
    const text = textOf(entry.Value);
    if (known.has(name.toLowerCase())) values.set(name.toLowerCase(), text);
    else if (text !== "") throw badRequest("Address.LocalizedAddress names a field that no address has.");
  }
  return values;
}

function fieldsOf(value: unknown): Record<Field, string> {
  const from = isJsonObject(value) ? value : {};
  const fields = {} as Record<Field, string>;
  for (const field of FIELDS) fields[field] = textOf(from[field]);
  return fields;
}

function streetLines({ Address1, Address2, Address3 }: Record<Field, string>): string[] {
  return [Address1, Address2, Address3].filter((line) => line !== "");
}

function placeLines({ Zipcode, City, County, State }: Record<Field, string>): string[] {
  const joined = (...parts: string[]): string => parts.filter((part) => part !== "").join(" ");
  return [joined(Zipcode, City), joined(County, State)].filter((line) => line !== "");
}

function addressLines(fields: Record<Field, string>): string[] {
  return [...streetLines(fields), ...placeLines(fields)];
}

function formatLines(lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${lines.join(",\n")}\n`;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
