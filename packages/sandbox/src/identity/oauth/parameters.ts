import { OAuthError } from "./oauth-error.ts";

/** Reads parameters of OAuth by name; one without a value is as if it were not there (RFC 6749, 3.1). */
export interface OAuthParameters {
  /** @throws {OAuthError} where it comes more than once. */
  optional(name: string): string | undefined;
  /** @throws {OAuthError} where it is missing or comes more than once. */
  required(name: string): string;
}

/** The parameters of the query and of a form in the body, which the documentation's samples use both. */
export async function oauthParameters(request: Request, url: URL): Promise<OAuthParameters> {
  const all = [...url.searchParams];
  const isForm = /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(
    request.headers.get("content-type") ?? "",
  );
  if (request.method === "POST" && isForm) all.push(...new URLSearchParams(await request.text()));
  return parametersOf(all);
}

export function parametersOf(pairs: readonly (readonly [string, string])[]): OAuthParameters {
  const values = new Map<string, string | null>();
  for (const [name, value] of pairs) values.set(name, values.has(name) ? null : value);
  const optional = (name: string): string | undefined => {
    const value = values.get(name);
    if (value === null)
      throw new OAuthError("invalid_request", `The parameter ${name} comes more than once.`);
    return value === "" ? undefined : value;
  };
  return {
    optional,
    required(name) {
      const value = optional(name);
      if (value === undefined) throw new OAuthError("invalid_request", `The parameter ${name} is missing.`);
      return value;
    },
  };
}
