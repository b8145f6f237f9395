import { isJsonObject, type JsonObject } from "../../model/json.ts";

type Fields = Record<string, string>;

/** The two dictionaries that are stored. */
export interface StoredFields {
  readonly userDefinedFields: Readonly<Fields>;
  readonly extraFields: Readonly<Fields>;
}

/** The three dictionaries of a body; `CustomFields` is the union of the others (seeds/004_7c42c1a8b5cadfa8.txt:96). */
export function customFieldsBody({ userDefinedFields, extraFields }: StoredFields): JsonObject {
  return {
    UserDefinedFields: userDefinedFields,
    ExtraFields: extraFields,
    CustomFields: union(userDefinedFields, extraFields),
  };
}

/**
 * What to store for the three dictionaries of a body. What it changes in `CustomFields` counts first, because the pages
 * call the other two deprecated in favour of it; then what it changes in its own dictionary. A new key of `CustomFields`
 * is a user-defined one if it has their form, `SuperOffice:` and a number, and else an extra one.
 */
export function storedFields(before: StoredFields, body: JsonObject): StoredFields {
  const old = {
    user: new Map(Object.entries(before.userDefinedFields)),
    extra: new Map(Object.entries(before.extraFields)),
  };
  const user = fieldsOf(body.UserDefinedFields);
  const extra = fieldsOf(body.ExtraFields);
  const oldCustom = new Map(Object.entries(union(before.userDefinedFields, before.extraFields)));
  const custom = fieldsOf(body.CustomFields);
  for (const key of new Set([...oldCustom.keys(), ...custom.keys()])) {
    const value = custom.get(key);
    if (value === oldCustom.get(key)) continue;
    const isUser = old.user.has(key) || (!old.extra.has(key) && /^SuperOffice:[0-9]+$/i.test(key));
    const [home, other] = isUser ? [user, extra] : [extra, user];
    other.delete(key);
    if (value === undefined) home.delete(key);
    else home.set(key, value);
  }
  return { userDefinedFields: Object.fromEntries(user), extraFields: Object.fromEntries(extra) };
}

/** The stored dictionaries of a body that this package put together. */
export function fieldsBefore(before: JsonObject): StoredFields {
  const dictionary = (value: unknown): Fields => Object.fromEntries(fieldsOf(value));
  return {
    userDefinedFields: dictionary(before.UserDefinedFields),
    extraFields: dictionary(before.ExtraFields),
  };
}

function union(user: Readonly<Fields>, extra: Readonly<Fields>): Fields {
  // fromEntries defines properties where assignment would call the setter of __proto__.
  return Object.fromEntries([...Object.entries(extra), ...Object.entries(user)]);
}

function fieldsOf(value: unknown): Map<string, string> {
  if (!isJsonObject(value)) return new Map();
  return new Map(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}
