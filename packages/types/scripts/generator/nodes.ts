import ts from "typescript";

/** Name of a property as the contract writes it. */
export function nameOf(property: ts.PropertySignature): string {
  const { name } = property;
  if (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name)) return name.text;
  throw new Error(`A property has a name of kind ${ts.SyntaxKind[name.kind]}`);
}

/** The properties of an interface or a type literal; none of anything else. */
export function propertiesOf(node: ts.Node | undefined): ts.PropertySignature[] {
  if (node === undefined || !(ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node))) return [];
  const members: readonly ts.TypeElement[] = node.members;
  return members.filter(ts.isPropertySignature);
}

/** Takes `@description` and `Format:` out of the comments that openapi-typescript wrote on parameters and responses. */
export function plainComments<T extends ts.Node>(node: T): T {
  const comments = ts.getSyntheticLeadingComments(node);
  if (comments !== undefined) {
    const plain = comments.map((comment) => ({
      ...comment,
      text: comment.text.replace(/^(\s*\*? ?)@description /gm, "$1").replace(/^ \* Format: .*\n/gm, ""),
    }));
    ts.setSyntheticLeadingComments(node, plain);
  }
  ts.forEachChild(node, (child) => void plainComments(child));
  return node;
}
