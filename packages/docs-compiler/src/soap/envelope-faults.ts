import { namespaces } from "../wsdl/namespaces.ts";
import type { Envelope } from "./envelope.ts";

/** The ways in which a printed message differs from what the binding of the WSDL says. */
export type EnvelopeFaultCode =
  /** The SOAP 1.2 namespace, although the binding is SOAP 1.1. */
  | "soap12-namespace"
  /** Header elements stand straight under `Envelope`. */
  | "headers-outside-header"
  /** An answer without the headers that the binding promises. */
  | "no-response-headers"
  /** Numbered prefixes, which change from page to page: names must be resolved by namespace. */
  | "unstable-prefixes";

export interface EnvelopeFault {
  readonly code: EnvelopeFaultCode;
  /** In the file. */
  readonly line: number;
}

/** Finds the known faults of a printed message, so that they are data and not diagnostics. */
export const envelopeFaults = (envelope: Envelope, direction: "request" | "response"): EnvelopeFault[] => {
  const { line } = envelope;
  const faults: EnvelopeFault[] = [];
  if (envelope.namespace === namespaces.soap12) faults.push({ code: "soap12-namespace", line });
  const [stray] = envelope.stray;
  if (stray !== undefined) faults.push({ code: "headers-outside-header", line: stray.line });
  if (direction === "response" && envelope.headers.length === 0)
    faults.push({ code: "no-response-headers", line });
  if (Object.keys(envelope.prefixes).some((prefix) => /\d$/.test(prefix)))
    faults.push({ code: "unstable-prefixes", line });
  return faults;
};
