import { Document, isMap, isScalar, isSeq, visit } from "yaml";
import { writePlainYaml } from "./write-plain-yaml.ts";

/**
 * Writes a value as YAML that is pleasant to diff: a property a line, short lists of words and each media type in
 * flow style on a line of its own, no anchors, the same bytes for the same value.
 */
export function toYaml(value: unknown): string {
  return writePlainYaml(value) ?? toYamlByLibrary(value);
}

/** The same by the `yaml` package alone: the measure of what is written faster. */
export function toYamlByLibrary(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Pair(_, { key, value }) {
      const name = isScalar(key) ? key.value : undefined;
      if (isSeq(value) && (name === "type" || name === "tags")) value.flow = true;
      if (isMap(value) && typeof name === "string" && name.includes("/") && value.has("schema"))
        value.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}
