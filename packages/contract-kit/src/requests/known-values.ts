import { isArray, isObject, type Json } from "../json/json.ts";

/** Most values that are kept of one name; the newest push out the oldest. */
const mostOfName = 20;

/** Ids and keys that answers showed, by the name that a request would use for them. */
export interface KnownValues {
  /** Values for a parameter or property, newest first; empty where none is known. */
  readonly of: (name: string, path?: string) => readonly (number | string)[];
  /** Columns of the rows that a list at a path answered with last, each with a value of it; empty where none was seen. */
  readonly columns: (path: string) => ReadonlyMap<string, Json>;
  /** Keeps the ids in an answer of a path. */
  readonly learn: (path: string, body: Json) => void;
}

/**
 * Starts with values of the caller's own. Numbers of properties named `…Id`, and texts of `…Key` and `…Guid`, are learned
 * from answers and no others: what people wrote has no place in the address of a request.
 *
 * @param given values by name, in any case: `{ "contactId": [5] }`
 */
export function knownValues(given: Readonly<Record<string, readonly (number | string)[]>> = {}): KnownValues {
  const values = new Map<string, (number | string)[]>();
  const lists = new Map<string, ReadonlyMap<string, Json>>();
  const keep = (name: string, value: number | string): void => {
    const known = values.get(name) ?? [];
    values.set(name, [value, ...known.filter((one) => one !== value)].slice(0, mostOfName));
  };
  for (const [name, list] of Object.entries(given)) for (const value of list) keep(nameOf(name), value);
  const visit = (owner: string, body: Json): void => {
    if (isArray(body)) for (const item of body) visit(owner, item);
    if (!isObject(body)) return;
    for (const [name, value] of Object.entries(body)) {
      if (typeof value === "number" && Number.isInteger(value) && value > 0 && /id$/i.test(name))
        keep(nameOf(name), value);
      else if (typeof value === "string" && /^[\w-]{1,64}$/.test(value) && /(key|guid)$/i.test(name)) {
        keep(nameOf(name), value);
        // The rows of a list name their own id PrimaryKey.
        if (owner !== "" && /^primarykey$/i.test(name)) keep(`${owner}id`, value);
      } else visit("", value);
    }
  };
  return {
    learn(path, body) {
      const owner = lastWord(path);
      const rows = isObject(body) ? body["value"] : undefined;
      const row = isArray(rows) ? rows[0] : undefined;
      if (isObject(row)) lists.set(path, new Map(Object.entries(row).filter(([name]) => isColumn(name))));
      visit(owner, isObject(body) && isArray(body["value"]) ? body["value"] : body);
    },
    columns: (path) => lists.get(path) ?? new Map(),
    of: (name, path) => {
      const own = nameOf(name);
      // {id} of /Contact/{id} is a ContactId.
      const key = own === "id" && path !== undefined ? `${lastWord(path.split("/{")[0] ?? "")}id` : own;
      return values.get(key) ?? [];
    },
  };
}

/** Every row has its kind and its id, and what OData says of it, whatever the columns. */
const isColumn = (name: string): boolean =>
  /^[a-z]\w*$/i.test(name) && !/^(?:PrimaryKey|EntityName)$/i.test(name);

/** An agent's ContactEntityId is the ContactId of everything else, and ContactIds are several of them. */
const nameOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/ids$/, "id")
    .replace(/entityid$/, "id");

const lastWord = (path: string): string =>
  (path.split(/[?{]/)[0] ?? "").split("/").filter(Boolean).at(-1)?.toLowerCase() ?? "";
