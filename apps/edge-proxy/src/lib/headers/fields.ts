/** One header field, name in lower case. A list keeps fields that come several times, `set-cookie` above all. */
export type HeaderField = readonly [name: string, value: string];

/** The first value of a field. */
export function fieldOf(fields: readonly HeaderField[], name: string): string | undefined {
  for (const field of fields) if (field[0] === name) return field[1];
  return undefined;
}
