/**
 * Takes a `Cookie` header apart: the values of each name, in the header's order, as they were sent. Names are
 * case-sensitive; white space around names and values goes; members without a name or an equals sign are passed over.
 * A name can come twice, since cookies of several paths and domains meet in one header.
 *
 * Source: RFC 6265, 4.2 and 5.4.
 *
 * @example
 * parseCookies("XSRF-TOKEN=abc=; theme=dark").get("XSRF-TOKEN"); // ["abc="]
 */
export function parseCookies(header: string | null | undefined): ReadonlyMap<string, readonly string[]> {
  const cookies = new Map<string, string[]>();
  for (const member of (header ?? "").split(";")) {
    const equals = member.indexOf("=");
    const name = member.slice(0, Math.max(equals, 0)).trim();
    if (name === "") continue;
    const value = member.slice(equals + 1).trim();
    const before = cookies.get(name);
    if (before) before.push(value);
    else cookies.set(name, [value]);
  }
  return cookies;
}
