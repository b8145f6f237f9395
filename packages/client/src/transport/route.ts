import { findBase } from "./base-url.ts";
import type { SendContext, SendOptions } from "./send.ts";

/** Where a call goes, for all attempts of it. */
export interface Route {
  /** Leads an address below the first base URL to the one that counts now. */
  lead(url: string): string;
  /**
   * Asks once more for the base URL, after an answer that said that the tenant is not there; says whether it is
   * another one. Absent where there is nobody to ask.
   */
  readonly move?: () => Promise<boolean>;
}

export function createRoute(request: Request, context: SendContext, { base: given }: SendOptions): Route {
  const { base: first } = context;
  if (!("resolve" in given && request.url.startsWith(`${first.url}/`))) return { lead: (url) => url };
  let base = first;
  let asked = false;
  return {
    lead: (url) => base.url + url.slice(first.url.length),
    async move() {
      if (asked) return false;
      asked = true;
      given.invalidate(first.url);
      base = await findBase(given, context);
      return base.url !== first.url;
    },
  };
}
