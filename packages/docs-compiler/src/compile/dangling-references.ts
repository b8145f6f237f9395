import type { Diagnostic } from "../diagnostic.ts";

const reference = /\$ref: (?:"|')?(?:\.\.?\/)*(?:schemas\/)?([A-Za-z]\w*)\.yaml(?!#)/g;

/**
 * Reports schemas that the files refer to and nobody writes: neither the compiler nor a schema of the folder that says
 * `x-hand-written: true`. The place is the file of the contract that needs it first.
 */
export function danglingReferences(
  files: ReadonlyMap<string, string>,
  handWritten: readonly string[],
): Diagnostic[] {
  const known = new Set(handWritten);
  for (const path of files.keys()) {
    const [, name] = /^schemas\/(\w+)\.yaml$/.exec(path) ?? [];
    if (name !== undefined) known.add(name);
  }
  const missing = new Map<string, string>();
  for (const [path, text] of files) {
    if (path === "openapi.yaml") continue;
    for (const [, name = ""] of text.matchAll(reference)) {
      if (!known.has(name) && !missing.has(name)) missing.set(name, path);
    }
  }
  return [...missing].map(([name, path]) => ({
    file: path,
    line: 1,
    code: "missing-schema",
    message: `refers to schemas/${name}.yaml, which no source describes and nobody wrote by hand`,
  }));
}
