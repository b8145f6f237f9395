/** What the descriptor files are made of. */
export type Json = string | number | readonly Json[] | { readonly [key: string]: Json };

const width = 110;

/**
 * JSON that reads and diffs well, and that the repository's formatter leaves as it is: objects one entry a line,
 * arrays on one line where they fit.
 */
export const formatJson = (value: Json, indent = "", prefix = 0, suffix = 0): string => {
  if (typeof value !== "object") return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    const short = `[${items.map((item) => JSON.stringify(item)).join(", ")}]`;
    if (indent.length + prefix + short.length + suffix <= width) return short;
    const last = items.length - 1;
    const lines = items.map((item, index) => `${inner}${formatJson(item, inner, 0, index < last ? 1 : 0)}`);
    return `[\n${lines.join(",\n")}\n${indent}]`;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  const last = entries.length - 1;
  const lines = entries.map(([key, item], index) => {
    const name = `${JSON.stringify(key)}: `;
    return `${inner}${name}${formatJson(item, inner, name.length, index < last ? 1 : 0)}`;
  });
  return `{\n${lines.join(",\n")}\n${indent}}`;
};
