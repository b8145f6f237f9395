/** Which parts of a name there are, joined by blanks. */
export function joinNames(...names: readonly string[]): string {
  return names.filter((name) => name !== "").join(" ");
}

/** A contact's name and department, as `FullName` and `ContactFullName` have them (rest/Person/v1PersonEntity_Simple.md:88). */
export function contactFullName(contact: { readonly name: string; readonly department: string }): string {
  return [contact.name, contact.department].filter((name) => name !== "").join(", ");
}
