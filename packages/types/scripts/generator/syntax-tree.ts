import { type OpenAPI3, type OpenAPITSOptions, resolveRef, transformSchema } from "openapi-typescript";
import type ts from "typescript";

/**
 * The syntax tree that openapi-typescript makes of a document: `paths`, `components`, `operations`. Its own entry has Redocly
 * resolve, lint and bundle the document first, twice the work of the tree; ours is bundled, and the contract's build checks it.
 * An object of which nothing is known may hold anything, and a default does not make a property required.
 */
export function syntaxTree(
  document: OpenAPI3,
  { transform, transformProperty }: Pick<OpenAPITSOptions, "transform" | "transformProperty">,
): ts.Node[] {
  return transformSchema(document, {
    emptyObjectsUnknown: true,
    defaultNonNullable: false,
    silent: true,
    transform,
    transformProperty,
    resolve: <Found>($ref: string) => resolveRef<Found>(document, $ref, { silent: true }),
    injectFooter: [],
    // The contract has none; generate-types.ts throws where one comes.
    discriminators: { objects: {}, refsHandled: [] },
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    enum: false,
    enumValues: false,
    excludeDeprecated: false,
    exportType: false,
    generatePathParams: false,
    immutable: false,
    makePathsEnum: false,
    pathParamsAsTypes: false,
    postTransform: undefined,
    propertiesRequiredByDefault: false,
    readWriteMarkers: false,
    rootTypes: false,
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
    get redoc(): never {
      throw new Error("openapi-typescript asks for Redocly, which the transformation of 7.13 does not");
    },
  });
}
