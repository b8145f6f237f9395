import type { EvidenceFact } from "../../../packages/docs-compiler/src/evidence/collect-evidence.ts";
import { type Bundle, nameIn, type Parameter, type Schema } from "./bundle.ts";
import type { ParameterModel, PropertyModel, Typed } from "./model.ts";
import { canBeNull, type PageOfSchema, typeParts } from "./types.ts";

/** What the models are made of. */
export interface Material {
  readonly bundle: Bundle;
  readonly pageOf: PageOfSchema;
  /** The fact about a part of a class, an enum or an operation. */
  readonly factOf: (owner: string, part: string) => EvidenceFact | undefined;
  /** Sources of the schemas that an overlay corrects as a whole, the place of its action first. */
  readonly correctedWhole: Map<string, readonly string[]>;
}

/** Properties of a schema. Facts are found below the owner by `prefix` and name. */
export function propertiesOf(
  schema: Schema,
  owner: string,
  prefix: string,
  material: Material,
): PropertyModel[] {
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    ...typed(property, material, owner, prefix + name),
    ...(property.description !== undefined && { text: property.description }),
    notes: notesOf(property),
  }));
}

/** Type of a schema with the fact that it rests on. */
export function typed(schema: Schema | undefined, material: Material, owner: string, part: string): Typed {
  const fact = material.factOf(owner, part);
  return {
    type: typeParts(schema, material.pageOf),
    canBeNull: canBeNull(schema),
    ...(fact !== undefined && { fact }),
  };
}

function notesOf(property: Schema): string[] {
  const replacement = property["x-replaced-by"];
  return [
    ...(property.readOnly ? ["read only"] : []),
    ...(property["x-utc"] ? ["UTC"] : []),
    ...(property.deprecated
      ? [replacement === undefined ? "deprecated" : `deprecated, use ${replacement}`]
      : []),
  ];
}

/** A parameter of an operation, or a shared one where the owner is empty. */
export function parameterModel(parameter: Parameter, owner: string, material: Material): ParameterModel {
  const { name, description, required = false } = parameter;
  return {
    name,
    in: parameter.in,
    isRequired: required,
    ...(description !== undefined && { text: description }),
    ...typed(parameter.schema ?? {}, material, owner, `${parameter.in}.${name}`),
  };
}

/** A shared parameter or answer in place of a reference to it. */
export function resolved<Value extends { readonly $ref?: string }>(
  value: Value,
  shared: Readonly<Record<string, Value>>,
): Value {
  const found = value.$ref === undefined ? value : shared[nameIn(value.$ref)];
  if (found === undefined) throw new Error(`nothing is at ${value.$ref}`);
  return found;
}
