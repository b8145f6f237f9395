/** Writes JSON in which a bigint is a number with all of its digits. */
export function writeJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    // JSON.stringify refuses a bigint; they are rare.
    return exactJson(value);
  }
}

function exactJson(value: unknown): string {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return `[${value.map(exactJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${exactJson(item)}`)
    .join(",")}}`;
}
