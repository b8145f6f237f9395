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

/** `export interface Name<…> { … }` */
export function exportInterface(
  name: string,
  members: readonly ts.TypeElement[],
  generics: readonly string[] = [],
): ts.InterfaceDeclaration {
  const modifiers = [ts.factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  const parameters = generics.map((generic) => ts.factory.createTypeParameterDeclaration(undefined, generic));
  return ts.factory.createInterfaceDeclaration(modifiers, name, parameters, undefined, members);
}

/** The name of a component where a type is `components["schemas"]["Contact"]`. */
export function componentOf(node: ts.Node | undefined, kind: string): string | undefined {
  if (
    node === undefined ||
    !ts.isIndexedAccessTypeNode(node) ||
    !ts.isIndexedAccessTypeNode(node.objectType)
  ) {
    return undefined;
  }
  const { objectType } = node.objectType;
  const isComponents =
    ts.isTypeReferenceNode(objectType) &&
    ts.isIdentifier(objectType.typeName) &&
    objectType.typeName.text === "components";
  return isComponents && literalOf(node.objectType.indexType) === kind
    ? literalOf(node.indexType)
    : undefined;
}

function literalOf(node: ts.TypeNode): string | undefined {
  return ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) ? node.literal.text : undefined;
}

const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });
const blank = ts.createSourceFile("blank.ts", "", ts.ScriptTarget.Latest);

/** A node as it is written. */
export function textOf(node: ts.Node): string {
  return printer.printNode(ts.EmitHint.Unspecified, node, blank);
}

/** Writes a node's object types on one line each where they fit and have no comment inside. */
export function compact<T extends ts.Node>(node: T): T {
  ts.forEachChild(node, (child) => void compact(child));
  if (!ts.isTypeLiteralNode(node) || hasComment(node)) return node;
  ts.setEmitFlags(node, ts.EmitFlags.SingleLine);
  if (textOf(node).length > 120) ts.setEmitFlags(node, ts.EmitFlags.None);
  return node;
}

/** Leaves a declaration's own members on a line each, and compacts what is inside them. */
export function compactMembers<T extends ts.Node>(node: T): T {
  ts.forEachChild(node, (child) => void compact(child));
  return node;
}

function hasComment(node: ts.Node): boolean {
  const found = ts.forEachChild(
    node,
    (child) => (ts.getSyntheticLeadingComments(child)?.length ?? 0) > 0 || hasComment(child) || undefined,
  );
  return found === true;
}
