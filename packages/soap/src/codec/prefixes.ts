import type { Services } from "../descriptors/index.ts";
import { SOAP_11, XSD, XSI } from "./namespaces.ts";

const fixed: Readonly<Record<string, string>> = { arrays: "a", ser: "g", cryptography: "c" };

/** The prefixes that we write: none for the version's own namespace. */
export const prefixes = {
  /** The name of an element with its prefix. */
  tag(services: Services, namespace: string, name: string): string {
    if (namespace === services.namespace) return name;
    for (const [key, prefix] of Object.entries(fixed)) {
      if (services.namespaces.get(key) === namespace) return `${prefix}:${name}`;
    }
    throw new RangeError(`no prefix for the namespace of ${name}`);
  },
  /** The attributes that declare them all. */
  declarations(services: Services): string {
    const others = Object.entries(fixed).flatMap(([key, prefix]) => {
      const uri = services.namespaces.get(key);
      return uri === undefined ? [] : [`xmlns:${prefix}="${uri}"`];
    });
    return [
      `xmlns:s="${SOAP_11}"`,
      `xmlns:i="${XSI}"`,
      `xmlns:x="${XSD}"`,
      ...others,
      `xmlns="${services.namespace}"`,
    ].join(" ");
  },
};
