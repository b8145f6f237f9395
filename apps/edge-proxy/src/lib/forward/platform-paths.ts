// What the platform has beside the operations of the contract (docs.superoffice.com: signing in, the tenant's state service,
// versions), and where tenants live. Letter case makes no difference.

/**
 * Takes the name of a tenant, or of an installation, from the front of a path: `/Cust12345/api/v1/Contact/5`, which is where
 * the state service sends callers. `path` is decoded; `tenant` comes encoded with its slash, or empty.
 */
export function splitTenant(path: string): { readonly tenant: string; readonly path: string } {
  const [, name, rest] = /^\/([^/]+)(\/(?:api|login)(?:\/.*)?)$/i.exec(path) ?? [];
  if (name === undefined || rest === undefined || /^(?:api|login|-)$/i.test(name))
    return { tenant: "", path };
  return { tenant: `/${encodeURIComponent(name)}`, path: rest };
}

/** Whether a path, without a tenant's name, is signing in, the state service, or the description of the API. */
export function isBesideContract(path: string): boolean {
  return /^\/(?:login(?:\/.*)?|api(?:\/v1)?\/?|api\/state\/[^/]+\/?)$/i.test(path);
}
