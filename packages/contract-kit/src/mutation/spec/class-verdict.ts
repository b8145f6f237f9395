import type { ContractDocument } from "../../contract/document.ts";
import { isObject, type Json, type JsonObject } from "../../json/json.ts";
import type { ClassCompiler } from "./class-judge.ts";
import type { Instance, Instances } from "./instances.ts";
import type { ClassMutation } from "./spec-mutation.ts";

/**
 * Says whether a changed class judges any of the given values otherwise than the contract does.
 *
 * A value keeps a class when it keeps its frame (which properties there are and must be) and each property keeps its
 * own schema. So a change of one property is judged by that property's values alone, in instances that are sound
 * everywhere else, and a change of the frame by instances whose properties are all sound. That is the same verdict
 * as compiling the whole class, in a hundredth of the time; a test compiles whole documents to prove it.
 */
export class ClassVerdicts {
  readonly #document: ContractDocument;
  readonly #compiler: ClassCompiler;
  readonly #instances: Instances;
  readonly #parts = new Map<string, readonly { readonly value: Json; readonly verdict: boolean }[]>();

  constructor(document: ContractDocument, compiler: ClassCompiler, instances: Instances) {
    this.#document = document;
    this.#compiler = compiler;
    this.#instances = instances;
  }

  /** True where a value's verdict changes. A changed class that cannot be compiled changes every verdict. */
  changes(mutation: ClassMutation): boolean {
    const values = this.#valuesOf(mutation.class, mutation.property);
    if (values.length === 0) return false;
    const judge = this.#compiler.judgeOnce(mutation, () => part(mutation.schema(), mutation.property));
    if (judge === undefined) return true;
    return values.some(({ value, verdict }) => judge(value) !== verdict);
  }

  #valuesOf(
    className: string,
    property: string | undefined,
  ): readonly { readonly value: Json; readonly verdict: boolean }[] {
    const key = `${className}/${property ?? ""}`;
    const known = this.#parts.get(key);
    if (known !== undefined) return known;
    const schema = this.#document.components.schemas[className] ?? {};
    const judge = this.#compiler.judge(part(schema, property));
    const values = this.#soundElsewhere(className, schema, property).map((value) => ({
      value,
      verdict: judge(value),
    }));
    this.#parts.set(key, values);
    return values;
  }

  /** Values of the part, from instances in which nothing else is wrong. */
  #soundElsewhere(className: string, schema: JsonObject, property: string | undefined): Json[] {
    const instances = this.#instances.get(className) ?? [];
    if (property !== undefined) return instances.flatMap((instance) => propertyValue(instance, property));
    if (!isObject(schema["properties"])) return instances.map(({ value }) => value);
    const { properties } = schema;
    const propertiesAreSound = this.#compiler.judge({ properties });
    return instances.filter(({ value }) => propertiesAreSound(value)).map(({ value }) => value);
  }
}

/** The value of a property where nothing but it was changed. */
function propertyValue({ value, focus }: Instance, property: string): Json[] {
  if (!isObject(value) || (focus !== undefined && focus !== property)) return [];
  const inner = value[property];
  return inner === undefined ? [] : [inner];
}

/** The schema of one property, or the class with every property open. */
function part(schema: JsonObject, property: string | undefined): JsonObject {
  const properties = schema["properties"];
  if (property !== undefined) {
    const inner = isObject(properties) ? properties[property] : undefined;
    return isObject(inner) ? inner : {};
  }
  if (!isObject(properties)) return schema;
  return { ...schema, properties: Object.fromEntries(Object.keys(properties).map((name) => [name, true])) };
}
