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
