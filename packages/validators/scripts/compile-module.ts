import { createRequire } from "node:module";
import { Ajv } from "ajv";
import { _, type Code, Name } from "ajv/dist/compile/codegen/index.js";
import type { KeywordCxt } from "ajv/dist/compile/validate/index.js";
import { formats } from "../src/formats.ts";
import type { ScalarName } from "./schemas.ts";

const require = createRequire(import.meta.url);
const { default: standaloneCode } = require("ajv/dist/standalone") as {
  readonly default: (ajv: Ajv, exports: Readonly<Record<string, string>>) => string;
};
const { callRef } = require("ajv/dist/vocabularies/core/ref") as {
  readonly callRef: (cxt: KeywordCxt, validate: Name) => void;
};

export interface CompiledModule {
  /** Functions named like the given schemas, without imports and exports. */
  readonly code: string;
  /** Classes whose function the code calls, as `class_NAME`. */
  readonly classes: Set<string>;
}

/** What a scalar is, as one condition. They replace `type` beside `format`, and are what most properties are. */
const scalars: Readonly<Record<ScalarName, (data: Name) => Code>> = {
  // The type first: `|` would call methods that a body may have by the names toString and valueOf.
  int32: (data) => _`typeof ${data} == "number" && (${data} | 0) === ${data}`,
  int64: (data) => _`Number.isInteger(${data}) && Math.abs(${data}) <= 9223372036854775808`,
  double: (data) => _`Number.isFinite(${data})`,
  boolean: (data) => _`typeof ${data} == "boolean"`,
  string: (data) => _`typeof ${data} == "string"`,
  "string or null": (data) => _`typeof ${data} == "string" || ${data} === null`,
};

/** The compiler of one run. What it finds while it compiles goes to `found`. */
function compiler(): { readonly ajv: Ajv; readonly found: { classes: Set<string>; lists: string[] } } {
  const found = { classes: new Set<string>(), lists: [] as string[] };
  const functionOf = (name: string): Name => {
    found.classes.add(name);
    return new Name(`class_${name}`);
  };
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    inlineRefs: false,
    meta: false,
    validateSchema: false,
    code: { source: true, esm: true, lines: false, formats: _`${new Name("formats")}` },
    formats,
  });
  ajv.addKeyword({ keyword: "class", code: (cxt) => callRef(cxt, functionOf(cxt.schema)) });
  ajv.addKeyword({
    keyword: "classOrNull",
    code: (cxt) => {
      cxt.gen.if(_`${cxt.data} !== null`, () => callRef(cxt, functionOf(cxt.schema)));
    },
  });
  ajv.addKeyword({
    keyword: "dictionaryOf",
    code: (cxt) => {
      const name = `dictionary_${found.lists.length}`;
      found.lists.push(`const ${name} = dictionary(() => ${functionOf(cxt.schema).toString()});`);
      cxt.gen.if(_`${cxt.data} !== null`, () => callRef(cxt, new Name(name)));
    },
  });
  ajv.addKeyword({
    keyword: "present",
    type: "object",
    code: (cxt) => {
      const name = `present_${found.lists.length}`;
      found.lists.push(`const ${name} = present(${JSON.stringify(cxt.schema)});`);
      callRef(cxt, new Name(name));
    },
  });
  ajv.addKeyword({
    keyword: "scalars",
    type: "object",
    code: (cxt) => {
      const name = `scalars_${found.lists.length}`;
      found.lists.push(`const ${name} = scalars(${JSON.stringify(cxt.schema)});`);
      callRef(cxt, new Name(name));
    },
  });
  ajv.addKeyword({
    keyword: "is",
    error: { message: "", params: ({ schemaCode }) => _`{type: ${schemaCode}}` },
    code: (cxt) => cxt.pass(scalars[cxt.schema as ScalarName](cxt.data as Name)),
  });
  return { ajv, found };
}

const shared = compiler();

/**
 * Compiles schemas to functions that call the functions of other classes by name. Keywords of our own keep the code
 * small: `class` and `classOrNull` call another class, `dictionaryOf` calls it for each value or takes null, `present` checks for all required properties at once, `scalars`
 * all scalar properties, `is` one scalar elsewhere. `nullable` is ajv's.
 */
export function compileModule(schemas: Readonly<Record<string, unknown>>): CompiledModule {
  const { ajv, found } = shared;
  found.classes = new Set();
  found.lists = [];
  const ids: Record<string, string> = {};
  let code: string;
  try {
    for (const [name, schema] of Object.entries(schemas)) {
      ajv.addSchema({ ...(schema as object), $id: name });
      ids[name] = name;
    }
    code = standaloneCode(ajv, ids);
  } finally {
    // A schema that does not compile must not stay for the next run.
    ajv.removeSchema(/.*/);
  }
  if (code.includes("require(")) throw new Error("the code needs a helper of the compiler at run time");
  return { code: `${found.lists.join("\n")}\n${withoutNoise(code)}`, classes: found.classes };
}

/** Exports become constants; errors lose the path in the schema, which nobody reads, and go through one function. */
const withoutNoise = (code: string): string =>
  code
    .replace(/^"use strict";/, "")
    .replaceAll(/export const (\w+) = (validate\d+);/g, "const $1 = $2;")
    .replaceAll(/schemaPath:"(?:[^"\\]|\\.)*",/g, "")
    .replaceAll(/params:\{pattern: "(?:[^"\\]|\\.)*"\}/g, "params:{}")
    .replaceAll(
      /const (err\d+) = \{instancePath:(.+?),keyword:"(\w+)",params:(\{.+?\})\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g,
      'vErrors = failed(vErrors, $2, "$3", $4);errors++;',
    );
