import { helpers } from "./enum-type.ts";
import { sharedNames } from "./shared-shapes.ts";

// What a name of a schema must not hide: words of the language, what openapi-typescript writes, our own helpers.
const taken = new Set([
  ..."any bigint boolean never null number object string symbol undefined unknown void".split(" "),
  ..."await break case catch class const continue debugger default delete do else enum export extends".split(
    " ",
  ),
  ..."false finally for function if import in instanceof new return super switch this throw true try".split(
    " ",
  ),
  ..."typeof var while with implements interface let package private protected public static yield".split(
    " ",
  ),
  ..."Extract Omit Record ReadonlyArray WithRequired".split(" "),
  ..."components operations paths webhooks KnownMember".split(" "),
  ...helpers,
  ...sharedNames,
]);

/**
 * Gives each schema a name that TypeScript takes. Characters that it does not take become underscores. A name that is a
 * word of the language, or that this package uses itself, gets an underscore behind it. `Array`, `Date`, `Error` and
 * other globals may be names: generated code does not depend on any of them.
 *
 * @param reserved further names that are in use, such as those of responses
 */
export function schemaNames(schemas: Iterable<string>, reserved: Iterable<string> = []): Map<string, string> {
  const inUse = new Set([...taken, ...reserved]);
  const names = new Map<string, string>();
  const owners = new Map<string, string>();
  for (const schema of schemas) {
    const plain = schema.replace(/^(?=\d)|[^A-Za-z0-9_$]/g, "_");
    const name = inUse.has(plain) ? `${plain}_` : plain;
    const owner = owners.get(name);
    if (owner !== undefined) throw new Error(`Schemas ${owner} and ${schema} would both be the type ${name}`);
    owners.set(name, schema);
    names.set(schema, name);
  }
  return names;
}
