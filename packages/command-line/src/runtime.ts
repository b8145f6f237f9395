/** The oldest Node that programs of this repository run on, as `engines` of their package.json has it. */
const OLDEST = [22, 19] as const;

/**
 * Says what is wrong with a runtime that programs of this repository do not run on, or undefined. Bun and Deno name a Node that they
 * stand in for; theirs is always new enough.
 *
 * @param versions - `process.versions`.
 */
export function oldRuntime(versions: Readonly<Record<string, string | undefined>>): string | undefined {
  const { node = "0", bun, deno } = versions;
  if (bun !== undefined || deno !== undefined) return undefined;
  const [major = 0, minor = 0] = node.split(".").map(Number);
  const [oldestMajor, oldestMinor] = OLDEST;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `needs Node ${OLDEST.join(".")} or newer, and this is ${node}`;
}
