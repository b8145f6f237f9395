/**
 * Lines for a shell that show what the embedded sandbox does; each works as it is, in this order. `contactId` is the id
 * that the first line's contact gets; undefined where nobody knows.
 */
export function firstMinute(address: string, contactId: number | undefined): readonly string[] {
  const line = (path: string, body: object): string =>
    `curl -s -u tje0:Tje0 -H 'Content-Type: application/json' '${address}/api/v1/${path}' -d '${JSON.stringify(body)}'`;
  const summary = { ContactId: contactId ?? 0, Limit: 5 };
  return [
    "create a contact, see it among the active ones, and read its summary:",
    line("Contact", { Name: "Fjord Works" }),
    line("Agents/Contact/GetMyActiveContacts", { ActionType: "Created" }),
    line("Agents/Contact/GetContactSummary", summary).replace('"ContactId":0', '"ContactId":ID'),
  ];
}
