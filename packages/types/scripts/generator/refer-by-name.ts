import ts from "typescript";

/** Names that a piece of generated code needs from elsewhere. */
export type Needed = Set<string>;

/**
 * Turns `components["schemas"]["Contact"]` into `Contact` everywhere in a node, and notes in `needed` which names it
 * then depends on, `components` among them where a parameter or a response is meant.
 */
export function referByName<T extends ts.Node>(
  node: T,
  names: ReadonlyMap<string, string>,
  needed: Needed,
): T {
  const result = ts.transform<ts.Node>(node, [
    (context) => {
      const visit = (child: ts.Node): ts.Node => {
        const schema = schemaOf(child);
        const name = schema === undefined ? undefined : names.get(schema);
        if (schema !== undefined && name === undefined) throw new Error(`There is no schema ${schema}`);
        if (name !== undefined) {
          needed.add(name);
          return ts.factory.createTypeReferenceNode(name);
        }
        if (ts.isTypeReferenceNode(child) && ts.isIdentifier(child.typeName)) needed.add(child.typeName.text);
        return ts.visitEachChild(child, visit, context);
      };
      return visit;
    },
  ]);
  return result.transformed[0] as T;
}

function schemaOf(node: ts.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return undefined;
  const { objectType } = node.objectType;
  const isComponents =
    ts.isTypeReferenceNode(objectType) &&
    ts.isIdentifier(objectType.typeName) &&
    objectType.typeName.text === "components";
  return isComponents && literalOf(node.objectType.indexType) === "schemas"
    ? literalOf(node.indexType)
    : undefined;
}

function literalOf(node: ts.TypeNode): string | undefined {
  return ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) ? node.literal.text : undefined;
}
