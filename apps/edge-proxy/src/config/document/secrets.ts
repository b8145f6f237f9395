import { object, type Place, type Reader, refuse, text } from "./readers.ts";

/** Where secrets come from; a document only says which. */
export interface SecretSource {
  /** Environment variables, or bindings of a Worker. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Reads a file whole; absent where there are none. */
  readonly readFile?: (path: string) => string;
}

/** Reads a reference, `{ "env": "NAME" }` or `{ "file": "/run/secrets/name" }`, and gives the secret itself. */
export function secretReader(source: SecretSource): Reader<string> {
  const read = object((members, place) => {
    const variable = members.optional("env", text);
    const file = members.optional("file", text);
    if ((variable === undefined) === (file === undefined)) {
      return refuse<string>(place, 'must be { "env": NAME } or { "file": PATH }, one of both');
    }
    return variable === undefined
      ? fromFile(file ?? "", source, place)
      : fromVariable(variable, source, place);
  });
  return (value, place) =>
    typeof value === "string"
      ? refuse(place, 'must not hold the secret itself, but where it is: { "env": NAME } or { "file": PATH }')
      : read(value, place);
}

function fromVariable(name: string, { variables }: SecretSource, place: Place): string {
  const value = variables[name];
  return typeof value === "string" && value !== ""
    ? value
    : refuse(place, `names the variable ${name}, which is not set`);
}

function fromFile(path: string, { readFile }: SecretSource, place: Place): string {
  if (readFile === undefined) return refuse(place, "names a file, and there are none here");
  try {
    // Editors and `echo` end a file with a line break.
    const content = readFile(path).replace(/\r?\n$/, "");
    return content === "" ? refuse(place, `names the file ${path}, which is empty`) : content;
  } catch {
    return refuse(place, `names the file ${path}, which cannot be read`);
  }
}
