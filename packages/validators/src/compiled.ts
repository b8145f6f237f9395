/** An error in the form of the compiled validators; a part of ajv's ErrorObject. */
export interface CompiledError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A validator in the form of the compiled ones: it answers at once and keeps the errors of its last call. */
export interface Compiled {
  (body: unknown, at?: { readonly instancePath: string }): boolean;
  errors?: readonly CompiledError[] | null;
}

/** Makes the check that all of these properties are there, whatever their value. */
export function present(names: readonly string[]): Compiled {
  const check: Compiled = (body, { instancePath } = { instancePath: "" }) => {
    const object = body as Readonly<Record<string, unknown>>;
    if (names.every((name) => object[name] !== undefined)) return true;
    const missing = names.filter((name) => object[name] === undefined);
    check.errors = missing.map((missingProperty) => ({
      instancePath,
      keyword: "required",
      params: { missingProperty },
    }));
    return false;
  };
  return check;
}

/** Makes the check that a value is an object whose values all pass. The class comes late: classes hold each other. */
export function dictionary(valueCheck: () => Compiled): Compiled {
  const check: Compiled = (body, { instancePath } = { instancePath: "" }) => {
    if (typeof body !== "object" || body === null || Array.isArray(body)) {
      check.errors = [{ instancePath, keyword: "type", params: { type: "object" } }];
      return false;
    }
    const errors: CompiledError[] = [];
    const checkValue = valueCheck();
    for (const [name, value] of Object.entries(body)) {
      const place = `${instancePath}/${escapeToken(name)}`;
      if (!checkValue(value, { instancePath: place })) errors.push(...(checkValue.errors ?? []));
    }
    check.errors = errors;
    return errors.length === 0;
  };
  return check;
}

/** Makes of a check one that takes null as well. */
export function orNull(notNull: Compiled): Compiled {
  const check: Compiled = (body, at) => {
    if (body === null) return true;
    const passed = notNull(body, at);
    check.errors = notNull.errors ?? null;
    return passed;
  };
  return check;
}

const escapeToken = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** Adds an error to those found so far. */
export function failed(
  errors: CompiledError[] | null,
  instancePath: string,
  keyword: string,
  params: CompiledError["params"],
): CompiledError[] {
  const error = { instancePath, keyword, params };
  if (errors === null) return [error];
  errors.push(error);
  return errors;
}

// The type first: `|` would call methods that a body may have by the names toString and valueOf.
const scalarTests: Readonly<Record<string, (value: unknown) => boolean>> = {
  int32: (value) => typeof value === "number" && (value | 0) === value,
  int64: (value) => Number.isInteger(value) && Math.abs(value as number) <= 2 ** 63,
  double: (value) => Number.isFinite(value),
  boolean: (value) => typeof value === "boolean",
  string: (value) => typeof value === "string",
  "string or null": (value) => typeof value === "string" || value === null,
};

/** Makes the check that these properties, where they are there, are scalars of their kind. */
export function scalars(namesByKind: Readonly<Record<string, readonly string[]>>): Compiled {
  const kinds = Object.entries(namesByKind).map(([type, names]) => ({
    type,
    names,
    test: scalarTests[type],
  }));
  const check: Compiled = (body, { instancePath } = { instancePath: "" }) => {
    const object = body as Readonly<Record<string, unknown>>;
    let errors: CompiledError[] | null = null;
    for (const { type, names, test } of kinds) {
      for (const name of names) {
        const value = object[name];
        if (value === undefined || test?.(value) === true) continue;
        errors = failed(errors, `${instancePath}/${escapeToken(name)}`, "is", { type });
      }
    }
    check.errors = errors;
    return errors === null;
  };
  return check;
}
