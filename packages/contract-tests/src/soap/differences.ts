/** A difference between the REST and the SOAP form of an operation that is known and stays. */
export interface Difference {
  readonly why: string;
  /** Properties of answers that a page's envelope leaves out. */
  readonly leftOut?: readonly string[];
  /** By enum: members that only REST has, and members that only SOAP has. */
  readonly enums?: Readonly<
    Record<string, { readonly onlyRest: readonly string[]; readonly onlySoap: readonly string[] }>
  >;
}

/** Every declared difference. What is not in this list is a disagreement. */
const declaredDifferences: readonly Difference[] = [
  {
    why: "Elements of the base class, which come first in a message; the pages' envelopes do not show them.",
    leftOut: ["TableRight", "FieldProperties"],
  },
  {
    why: "The members of the SOAP form stand in the WSDL (soap/Services88/Services88-Contact.md:680).",
    enums: { ContactAction: { onlyRest: ["Unknown", "All"], onlySoap: ["UndefinedValue128"] } },
  },
];

/** Names that SOAP answers leave out. */
export const leftOut: ReadonlySet<string> = new Set(declaredDifferences.flatMap((one) => one.leftOut ?? []));

/** The SOAP members of an enum, from its REST members. */
export function soapMembers(name: string, members: readonly string[]): readonly string[] {
  const known = declaredDifferences.map((one) => one.enums?.[name]).find((one) => one !== undefined);
  return [
    ...members.filter((member) => known?.onlyRest.includes(member) !== true),
    ...(known?.onlySoap ?? []),
  ];
}
