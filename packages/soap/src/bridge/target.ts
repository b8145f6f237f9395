import { isServicesVersion, type ServicesVersion } from "../descriptors/index.ts";

/** What an address of the SOAP services names. */
export interface ServiceTarget {
  readonly version: ServicesVersion;
  /** As the address spells it; letter case makes no difference. */
  readonly agent: string;
  /** What stands before `/Remote`, without a slash at its end: empty, or `/Cust12345`. */
  readonly base: string;
}

/**
 * Reads `/Remote/Services86/Contact.svc`, with whatever stands before it (`/{tenant}`), in any letter case; one slash at the
 * end makes no difference. `undefined` for another path or a version that the descriptors do not have.
 *
 * Source: platform, "Addresses".
 */
export function readTarget(pathname: string): ServiceTarget | undefined {
  const match = /^((?:\/[^/]+)*)\/remote\/services(\d+)\/(\w+)\.svc\/?$/i.exec(pathname);
  const version = Number(match?.[2]);
  if (match === null || !isServicesVersion(version)) return undefined;
  return { version, agent: match[3] ?? "", base: match[1] ?? "" };
}
