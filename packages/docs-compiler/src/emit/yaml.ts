import { Document, isMap, isScalar, isSeq, visit } from "yaml";

/**
 * Writes a value as YAML that is pleasant to diff: a property a line, short lists of words and single references in
 * flow style, no anchors, the same bytes for the same value.
 */
export function toYaml(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Pair(_, pair) {
      const key = isScalar(pair.key) ? pair.key.value : undefined;
      if (isSeq(pair.value) && (key === "type" || key === "tags")) pair.value.flow = true;
      if (isMap(pair.value) && key === "schema" && pair.value.items.length === 1 && pair.value.has("$ref"))
        pair.value.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true, minContentWidth: 0 });
}
