/** What an address of the SOAP services names. */
export interface ServiceTarget {
  /** As the address says it, whether there is such a version or not. */
  readonly version: number;
  /** As the address spells it; letter case makes no difference. */
  readonly agent: string;
  /** What stands before `/Remote`, without a slash at its end: empty, or `/Cust12345`. */
  readonly base: string;
}

/**
 * Reads `/Remote/Services86/Contact.svc`, with whatever stands before it (`/{tenant}`), in any letter case; one slash at the
 * end makes no difference. `undefined` for another path; versions and agents that are not known are the bridge's to refuse.
 *
 * Source: platform, "Addresses".
 */
export function readTarget(pathname: string): ServiceTarget | undefined {
  const match = /^((?:\/[^/]+)*)\/remote\/services(\d{1,4})\/(\w+)\.svc\/?$/i.exec(pathname);
  if (match === null) return undefined;
  return { version: Number(match[2]), agent: match[3] ?? "", base: match[1] ?? "" };
}
