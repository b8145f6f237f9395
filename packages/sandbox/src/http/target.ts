import type { Tenant } from "../tenant/tenant.ts";

/** Where a request wants to go. */
export interface Target {
  /** What stands before `/api` or `/login` in the path, decoded; null where nothing does. */
  readonly prefix: string | null;
  /** The path from there on, decoded, without a slash at the end: `/api/v1/Contact/5`. */
  readonly path: string;
}

/**
 * Takes a path apart: `/api/...` and `/{tenant}/api/...` (platform.md, "Addresses"), in any letter case. Undefined for
 * other paths and for what cannot be decoded.
 */
export function readTarget(pathname: string): Target | undefined {
  const match = /^(?:\/([^/]+))??(\/(?:api|login)(?:\/.*)?)$/i.exec(pathname);
  if (match === null) return undefined;
  try {
    const [, prefix, path = ""] = match;
    return {
      prefix: prefix === undefined ? null : decodeURIComponent(prefix),
      path: (path.includes("%") ? decodeURIComponent(path) : path).replace(/\/$/, ""),
    };
  } catch {
    return undefined;
  }
}

/**
 * Whether this tenant answers under a prefix: none, or its own identifier in any letter case. On site the prefix is the
 * name that the installation was given (`/SuperOffice/api`, `/WebApi/api`), so any will do there; where every installation
 * is meant, the documented `SuperOffice` does.
 */
export function servesPrefix({ settings }: Tenant, prefix: string | null): boolean {
  if (prefix === null || settings.installation === "onsite") return true;
  const wanted = prefix.toLowerCase();
  if (settings.installation === "any" && wanted === "superoffice") return true;
  return wanted === settings.identifier.toLowerCase();
}
