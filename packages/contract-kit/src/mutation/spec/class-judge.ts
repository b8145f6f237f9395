import { Ajv2020 } from "ajv/dist/2020.js";
import { documentId, formats } from "../../contract/compile.ts";
import type { ContractDocument } from "../../contract/document.ts";
import { isArray, isObject, type Json, type JsonObject } from "../../json/json.ts";

/** Says of a value whether it keeps a schema. */
export type Judge = (value: Json) => boolean;

/**
 * Compiles single classes against a document: a changed class is compiled alone, and what it refers to is the
 * document's own. Thousands of changed classes would take minutes with everything that they reach.
 */
export class ClassCompiler {
  readonly #ajv: Ajv2020;
  readonly #known = new WeakMap<object, Judge | "broken">();

  constructor(document: ContractDocument) {
    this.#ajv = new Ajv2020({ strict: false, validateSchema: false, inlineRefs: false, formats });
    this.#ajv.addSchema(document, documentId);
  }

  /** The judge of a schema that several ask for, by a key; undefined where it cannot be compiled. */
  judgeOnce(key: object, schema: () => JsonObject): Judge | undefined {
    const known = this.#known.get(key) ?? this.#tryJudge(schema());
    this.#known.set(key, known);
    return known === "broken" ? undefined : known;
  }

  #tryJudge(schema: JsonObject): Judge | "broken" {
    try {
      return this.judge(schema);
    } catch {
      return "broken";
    }
  }

  /** The judge of a class of the document, or of a changed one. Throws where a reference leads nowhere. */
  judge(schema: JsonObject): Judge {
    const own = absolute(schema);
    const validate = this.#ajv.compile(own as JsonObject);
    // The compiler keeps what it compiled; thousands of mutants would stay in memory.
    this.#ajv.removeSchema(own as JsonObject);
    return (value) => validate(value) === true;
  }
}

/** References from anywhere into the document. */
function absolute(schema: Json): Json {
  if (isArray(schema)) return schema.map(absolute);
  if (!isObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([name, value]) => [
      name,
      name === "$ref" && typeof value === "string" && value.startsWith("#")
        ? documentId + value
        : absolute(value),
    ]),
  );
}
