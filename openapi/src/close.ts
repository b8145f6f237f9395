import { closeEnum } from "./derive-inputs.ts";
import { isObject, type Json, type OpenApiDocument, walk } from "./document.ts";

/**
 * Derives the closed profile that tests use from the open bundle (POLICY.md, P3): an object holds no property that
 * the contract does not name, and an enum no other member. A dictionary stays a dictionary, and a schema that
 * the contract knows nothing of stays open. Gives a new document.
 */
export function closeProfile(open: OpenApiDocument): OpenApiDocument {
  const closed = structuredClone(open);
  for (const schema of Object.values(closed.components.schemas)) closeSchema(schema);
  walk(closed.paths as unknown as Json, (object) => {
    if (isObject(object["schema"])) closeSchema(object["schema"]);
  });
  return closed;
}

function closeSchema(schema: Json): void {
  walk(schema, (object) => {
    if (
      isObject(object["properties"]) &&
      object["type"] === "object" &&
      object["additionalProperties"] === undefined
    ) {
      object["additionalProperties"] = false;
    }
    closeEnum(object);
  });
}
