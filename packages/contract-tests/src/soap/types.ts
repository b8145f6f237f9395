import type { ContractDocument } from "@so-webapi/contract-kit/contract";
import { type PlaceSchema, placeSchema, typesOf } from "@so-webapi/contract-kit/contract";
import { isArray } from "@so-webapi/contract-kit/json";
import { soapMembers } from "./differences.ts";
import { namespaces } from "./namespaces.ts";
import type { XmlName } from "./xml.ts";

/** What an element must look like where REST has a place of some schema. */
export interface SoapType {
  /** The value of `xsi:type`. */
  readonly type: XmlName;
  /** Name of the elements inside, for arrays. */
  readonly item?: XmlName;
  /** Checks the text of a single value. */
  readonly accepts: (text: string) => boolean;
}

/** XML Schema's types by the contract's type and format. */
const simple: Readonly<
  Record<string, { readonly local: string; readonly accepts: (text: string) => boolean }>
> = {
  "integer/int32": { local: "int", accepts: (text) => /^-?\d{1,10}$/.test(text) },
  "integer/int64": { local: "long", accepts: (text) => /^-?\d{1,19}$/.test(text) },
  "number/double": { local: "double", accepts: (text) => text !== "" && Number.isFinite(Number(text)) },
  "boolean/": { local: "boolean", accepts: (text) => /^(true|false)$/.test(text) },
  "string/so-date-time": {
    local: "dateTime",
    accepts: (text) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/.test(text),
  },
  "string/": { local: "string", accepts: () => true },
};

/** The SOAP form of a place of the contract, or undefined where the table has no row for it. */
export function soapType(
  document: ContractDocument,
  place: PlaceSchema,
  services: string,
): SoapType | undefined {
  const { schema } = place;
  const [type = ""] = typesOf(schema);
  if (type === "array") {
    const item = placeSchema(document, schema["items"]);
    const inner = soapType(document, item, services);
    if (inner === undefined) return undefined;
    // Arrays of simple types live in a namespace of their own; arrays of classes in the service's.
    const uri = inner.type.uri === namespaces.xsd ? namespaces.arrays : services;
    const local = inner.type.local;
    return { type: { uri, local: `ArrayOf${local}` }, item: { uri, local }, accepts: () => true };
  }
  const members = schema["x-extensible-enum"];
  const name = String(schema["x-input-of"] ?? place.class ?? "");
  if (isArray(members)) {
    const known = soapMembers(name, members.map(String));
    // Flags are an xs:list, members apart by blanks.
    return {
      type: { uri: services, local: name },
      accepts: (text) => text !== "" && text.split(" ").every((one) => known.includes(one)),
    };
  }
  if (type === "object")
    return name === "" ? undefined : { type: { uri: services, local: name }, accepts: (text) => text === "" };
  const row = simple[`${type}/${String(schema["format"] ?? "")}`];
  return row && { type: { uri: namespaces.xsd, local: row.local }, accepts: row.accepts };
}
