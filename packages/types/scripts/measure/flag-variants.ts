/** Modules that say the same of flag enums in ways that differ in how much of a list is checked. */
export function flagVariants(
  members: number,
): Readonly<Record<"first name checked" | "two names checked", string>> {
  const names = Array.from({ length: members }, (_, i) => `"Member${i}"`);
  const module = (type: string): string => {
    const lines = names.map((_, i) => {
      const union = names.map((name) => name.replace('"', `"E${i}`)).join(" | ");
      const list = `"E${i}Member1, E${i}Member2"`;
      return `type E${i} = Flags<${union}>; export const e${i}: E${i} = ${list}; export const r${i}: { M?: E${i} | null } = { M: e${i} };`;
    });
    return `import type { UnknownMember } from "@so-webapi/types";\ntype Flags<M extends string> = ${type};\n${lines.join("\n")}`;
  };
  return {
    "first name checked": module("M | `$" + "{M},$" + "{string}` | UnknownMember"),
    "two names checked": module(
      "M | `$" + "{M}, $" + "{M}` | `$" + "{M}, $" + "{M},$" + "{string}` | UnknownMember",
    ),
  };
}
