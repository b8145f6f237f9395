import type { OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import type { OpenApiDocument, Schema } from "./document.ts";
import { enumType } from "./enum-type.ts";
import { groupFiles } from "./group-files.ts";
import { setJsDoc } from "./jsdoc.ts";
import { referencesTo } from "./refer-by-name.ts";
import { componentsFile, schemaFiles } from "./schema-file.ts";
import { schemaNames } from "./schema-names.ts";
import type { SourceFile } from "./source-file.ts";
import { syntaxTree } from "./syntax-tree.ts";

/**
 * Turns a contract into the source files of the package: `schemas.ts`, the one home of named schemas, and a file for
 * each agent and entity with its `paths` and `operations`. The order of everything is the contract's.
 */
export function generateTypes(document: OpenApiDocument): SourceFile[] {
  const schemas = document.components?.schemas ?? {};
  const names = schemaNames(Object.keys(schemas), Object.keys(document.components?.responses ?? {}));
  const properties = new Map<ts.Node, Schema>();
  const nodes = syntaxTree(withoutClosedEnums(document) as OpenAPI3, {
    transform: (schema) => enumType(schema as Schema, names, schemas),
    transformProperty(property, schema) {
      properties.set(property, schema as Schema);
      return property;
    },
  });
  for (const [property, schema] of properties) setJsDoc(property, schema);

  const find = (name: string): ts.InterfaceDeclaration | undefined =>
    nodes.find(
      (node): node is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(node) && node.name.text === name,
    );
  const components = find("components");
  const references = referencesTo(components, names);
  return [
    ...schemaFiles(components, document, references),
    componentsFile(components, document, references),
    ...groupFiles({ components, paths: find("paths"), operations: find("operations") }, document, references),
  ];
}

/** Without `enum` where an enum may grow: openapi-typescript would take it before `transform` is asked. */
function withoutClosedEnums(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (Array.isArray(value)) return value.map(withoutClosedEnums);
  if ("discriminator" in value && isObject(value.discriminator) && "propertyName" in value.discriminator)
    throw new Error(`no type for a discriminator: ${JSON.stringify(value.discriminator)}`);
  const members = Object.entries(value).filter(
    ([name]) => name !== "enum" || !("x-extensible-enum" in value),
  );
  return Object.fromEntries(members.map(([name, member]) => [name, withoutClosedEnums(member)]));
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
