import { type FailedCall, SoError } from "../errors/so-error.ts";

/**
 * Why a link to the next page is not followed: it is no URL (`url`), it leads to another origin than the page came from
 * (`origin`) or to another path (`path`), or to a page that was just read (`loop`).
 */
export type NextLinkReason = "url" | "origin" | "path" | "loop";

/** The answer names a next page that is not followed. The link itself is not repeated: it can hold personal data. */
export class SoNextLinkError extends SoError {
  override readonly name = "SoNextLinkError";
  readonly code = "next-link";
  readonly reason: NextLinkReason;

  constructor(reason: NextLinkReason, call: FailedCall) {
    super(`the link to the next page is not followed: ${WHY[reason]}`, { call });
    this.reason = reason;
  }
}

const WHY: Readonly<Record<NextLinkReason, string>> = {
  url: "it is no URL",
  origin: "it leads to another origin",
  path: "it leads to another path",
  loop: "it leads back to the same page",
};

/** Query parameters by name; several under one name as a list. */
export type PageQuery = Readonly<Record<string, string | readonly string[]>>;

/**
 * Takes from a link to the next page what the call needs for it: its query. The call goes to its own origin and path,
 * whatever the link says; a link that says another one is refused, as far as `pageUrl` tells where the page came from.
 *
 * @param pageUrl - the URL that the page came from; empty for answers that a custom `fetch` made up.
 *
 * @throws {SoNextLinkError}
 */
export function queryOfNextLink(link: string, pageUrl: string, call: FailedCall): PageQuery {
  const refuse = (reason: NextLinkReason) => new SoNextLinkError(reason, call);
  let next: URL;
  try {
    next = new URL(link, pageUrl || undefined);
  } catch {
    throw refuse("url");
  }
  if (pageUrl) {
    const page = new URL(pageUrl);
    if (next.origin !== page.origin) throw refuse("origin");
    if (pathOf(next) !== pathOf(page)) throw refuse("path");
    if (next.search === page.search) throw refuse("loop");
  }
  const { searchParams } = next;
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const [first = "", ...others] = searchParams.getAll(name);
      return [name, others.length > 0 ? [first, ...others] : first];
    }),
  );
}

/** Letter case and a slash at the end make no difference on the platform (design, "Addresses"). */
function pathOf({ pathname }: URL): string {
  return pathname.toLowerCase().replace(/\/+$/, "");
}
