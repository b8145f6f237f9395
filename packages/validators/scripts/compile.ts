import type { Json, Node, ScalarName } from "./schemas.ts";

/** Code of one schema, and what it calls. */
export interface Code {
  /** Statements that read `value` and `pointer` and change `found`. */
  readonly body: string;
  /** Classes, called as `class_NAME`. */
  readonly classes: ReadonlySet<string>;
  /** Exports of src/compiled.ts. */
  readonly helpers: ReadonlySet<string>;
}

const scalars: Readonly<Record<ScalarName, { readonly is: string; readonly check: string }>> = {
  int32: { is: "isInt32", check: "int32" },
  int64: { is: "isInt64", check: "int64" },
  double: { is: "isDouble", check: "double" },
  boolean: { is: "isBoolean", check: "boolean" },
  string: { is: "isString", check: "string" },
  "string or null": { is: "isStringOrNull", check: "stringOrNull" },
};

/** Keywords that a schema may have, by what it is. Any other is an error: a condition that is not checked is none. */
const forms: readonly (readonly [what: string, keywords: readonly string[]])[] = [
  ["class", ["class"]],
  ["classOrNull", ["classOrNull"]],
  ["anyOf", ["anyOf"]],
  ["is", ["is", "enum", "pattern", "format"]],
  ["type", ["type", "nullable", "items", "properties", "present", "additionalProperties"]],
];

/**
 * Compiles a schema in the form that {@link compilable} gives it to statements. A class is called by name, once for
 * its value; what all classes do alike is a call to a helper, so that code stays small and loads fast.
 */
export function compile(schema: Node): Code {
  const classes = new Set<string>();
  const helpers = new Set<string>();
  const use = (helper: string): string => {
    helpers.add(helper);
    return helper;
  };
  const classNamed = (name: Json | undefined): string => {
    classes.add(String(name));
    return `class_${String(name)}`;
  };

  /** A statement about the value of an expression. Undefined passes. */
  function statement(schema: Node, value: string, pointer: string): string {
    const form = formOf(schema);
    const call = (helper: string, ...more: string[]): string =>
      `found = ${use(helper)}(${[value, pointer, "found", ...more].join(", ")});`;
    if (form === undefined) return "";
    if (form === "class")
      return `if (${value} !== undefined) found = ${classNamed(schema["class"])}(${value}, ${pointer}, found);`;
    if (form === "classOrNull")
      return `if (${value} != null) found = ${classNamed(schema["classOrNull"])}(${value}, ${pointer}, found);`;
    if (form === "anyOf") return call("anyOf", `[${(schema["anyOf"] as Node[]).map(check).join(", ")}]`);
    if (form === "is") {
      if (schema["format"] !== undefined) return call("date");
      if (schema["pattern"] !== undefined)
        return call("flags", `/${String(schema["pattern"]).replaceAll("/", "\\/")}/u`);
      if (schema["enum"] !== undefined) return call("oneOf", JSON.stringify(schema["enum"]));
      const scalar = scalars[schema["is"] as ScalarName];
      return `if (!${use(scalar.is)}(${value})) found = ${use("fail")}(found, ${pointer}, ${use("wrong")}.${scalar.check});`;
    }
    if (isClass(schema))
      return `if (${value} !== undefined) found = (${check(schema)})(${value}, ${pointer}, found);`;
    const orNull = schema["nullable"] === true ? "OrNull" : "";
    if (schema["type"] === "array") return call(`array${orNull}`, check((schema["items"] ?? {}) as Node));
    const values = schema["additionalProperties"];
    if (values === undefined && orNull === "") return call("object");
    return call(`dictionary${orNull}`, check((typeof values === "object" ? values : {}) as Node));
  }

  /** An expression for a function about a value of its own. */
  function check(schema: Node): string {
    const form = formOf(schema);
    if (form === undefined) return use("any");
    if (form === "class") return classNamed(schema["class"]);
    if (form === "is" && schema["format"] !== undefined) return use("date");
    if (form === "is" && schema["pattern"] === undefined && schema["enum"] === undefined)
      return use(scalars[schema["is"] as ScalarName].check);
    return `(value, pointer, found) => { ${whole(schema)} return found; }`;
  }

  function members(schema: Node): string {
    const properties = Object.entries((schema["properties"] ?? {}) as Readonly<Record<string, Node>>);
    const names = JSON.stringify(properties.map(([name]) => name));
    const lines = properties.map(([name, inner]) =>
      statement(
        inner,
        /^[A-Za-z_$][\w$]*$/.test(name) ? `value.${name}` : `value[${JSON.stringify(name)}]`,
        `pointer + ${JSON.stringify(`/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`)}`,
      ),
    );
    if (schema["additionalProperties"] === false)
      lines.unshift(`found = ${use("only")}(value, pointer, found, ${names});`);
    if (schema["present"] !== undefined)
      lines.push(`found = ${use("need")}(value, pointer, found, ${JSON.stringify(schema["present"])});`);
    return lines.join("\n");
  }

  function whole(schema: Node): string {
    if (!isClass(schema)) return statement(schema, "value", "pointer");
    if (schema["nullable"] === true)
      throw new Error("a class does not say that it may be null; who uses it does");
    const kind = `if (!${use("isObject")}(value)) return ${use("fail")}(found, pointer, ${use("wrong")}.object);`;
    return `${kind}\n${members(schema)}`;
  }

  const body = whole(schema);
  return { body, classes, helpers };
}

const isClass = (schema: Node): boolean =>
  schema["properties"] !== undefined || schema["additionalProperties"] === false;

function formOf(schema: Node): string | undefined {
  const keywords = Object.keys(schema);
  if (keywords.length === 0) return undefined;
  const form = forms.find(
    ([what, known]) => what in schema && keywords.every((keyword) => known.includes(keyword)),
  );
  if (form === undefined) throw new Error(`no code for a schema of ${keywords.join(", ")}`);
  return form[0];
}
