/**
 * Compares two secrets in a time that depends on their lengths and not on where they differ, as far as JavaScript
 * can promise that. It needs neither Node nor Web Crypto, so it runs at the edge and stays synchronous.
 *
 * @example
 * equalSecrets("3f2a", "3f2a"); // true
 * equalSecrets("3f2a", "3f2b"); // false
 */
export function equalSecrets(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  const length = Math.max(a.length, b.length);
  // Behind the end charCodeAt gives NaN, which counts as 0; the lengths have told the two apart then.
  for (let index = 0; index < length; index++) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}
