/** Where a request wants to go. */
export interface Target {
  /** The tenant named in the path, or null where the path begins with `/api`. */
  readonly tenant: string | null;
  /** The path from `/api` on, decoded: `/api/v1/Contact/5`. */
  readonly path: string;
}

/**
 * Takes a path apart: `/api/...` and `/{tenant}/api/...` (platform.md, "Addresses"). Undefined for other paths and for
 * what cannot be decoded.
 */
export function readTarget(pathname: string): Target | undefined {
  const match = /^(?:\/([^/]+))?(\/api(?:\/.*)?)$/i.exec(pathname);
  if (match === null) return undefined;
  try {
    const [, tenant, path = ""] = match;
    return {
      tenant: tenant === undefined ? null : decodeURIComponent(tenant),
      path: decodeURIComponent(path),
    };
  } catch {
    return undefined;
  }
}
