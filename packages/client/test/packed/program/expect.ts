/** Fails unless two values say the same as JSON; `undefined` is told apart from null. */
export function same(actual: unknown, expected: unknown): void {
  const [one, other] = [write(actual), write(expected)];
  if (one !== other) throw new Error(`expected ${other}, got ${one}`);
}

/** Fails unless a value has the given members, and those say the same. */
export function has(actual: unknown, expected: Readonly<Record<string, unknown>>): void {
  const found = Object(actual) as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries(expected)) {
    if (write(found[name]) !== write(value)) {
      throw new Error(`expected ${name} to be ${write(value)}, got ${write(found[name])}: ${show(actual)}`);
    }
  }
}

export function isTrue(actual: boolean, what: string): void {
  if (!actual) throw new Error(`expected ${what}`);
}

/** Gives what a function throws. */
export async function thrown(work: () => unknown): Promise<unknown> {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error("expected an error");
}

const write = (value: unknown): string => (value === undefined ? "undefined" : JSON.stringify(value));

function show(value: unknown): string {
  return value instanceof Error ? `${value} (cause: ${value.cause})` : write(value);
}
