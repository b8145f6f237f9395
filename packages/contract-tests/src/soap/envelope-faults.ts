import type { Direction } from "@so-webapi/contract-kit/samples";
import { namespaces } from "./namespaces.ts";
import type { XmlElement } from "./xml.ts";

/** Something that the pages print wrong in every envelope. */
export interface EnvelopeFault {
  readonly id: string;
  readonly in: readonly Direction[];
  /** What a real message has instead. */
  readonly why: string;
  readonly holds: (envelope: XmlElement) => boolean;
}

const has = (element: XmlElement, local: string): boolean =>
  element.children.some(({ name }) => name.local === local);

/**
 * The four known faults of every printed envelope (docs-corpus, "SOAP pages and WSDLs"). A page that stops having
 * one of them is news: the record is stale then and the check says so.
 */
export const envelopeFaults: readonly EnvelopeFault[] = [
  {
    id: "soap-1.2-namespace",
    in: ["request", "response"],
    why: "The binding is SOAP 1.1 with its own envelope namespace and a SOAPAction header.",
    holds: ({ name }) => name.uri === namespaces.soap12,
  },
  {
    id: "credentials-outside-header",
    in: ["request"],
    why: "ApplicationToken and Credentials are children of Header, not of Envelope.",
    holds: (envelope) =>
      has(envelope, "ApplicationToken") && has(envelope, "Credentials") && !has(envelope, "Header"),
  },
  {
    id: "no-response-headers",
    in: ["response"],
    why: "A real answer has ExceptionInfo, ExtraInfo, Succeeded and TimeZone in its Header.",
    holds: (envelope) => !has(envelope, "Header"),
  },
  {
    id: "numbered-prefixes",
    in: ["request", "response"],
    why: "Prefixes are numbered by the generator and differ from page to page: only the namespace tells.",
    holds: ({ scope }) => [...scope.keys()].some((prefix) => /\d{3}$/.test(prefix)),
  },
];
