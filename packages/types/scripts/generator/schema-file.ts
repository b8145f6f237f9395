import ts from "typescript";
import type { OpenApiDocument } from "./document.ts";
import { helpers } from "./enum-type.ts";
import { setJsDoc } from "./jsdoc.ts";
import { nameOf, plainComments, propertiesOf } from "./nodes.ts";
import { type Needed, referByName } from "./refer-by-name.ts";
import { among, type SourceFile, sourceFile } from "./source-file.ts";

const { factory } = ts;
const exported = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];

/** The home of named schemas, and `components` for those who write in openapi-typescript's idiom. */
export function schemaFile(
  components: ts.InterfaceDeclaration | undefined,
  document: OpenApiDocument,
  names: ReadonlyMap<string, string>,
): SourceFile {
  const needed: Needed = new Set();
  const declarations: ts.Node[] = [];
  const kinds = propertiesOf(components).map((kind) => {
    if (nameOf(kind) !== "schemas") return referByName(plainComments(kind), names, needed);
    for (const schema of propertiesOf(kind.type)) {
      const name = nameOf(schema);
      const declaration = declare(
        names.get(name) ?? name,
        referByName(schema.type ?? unknownType(), names, needed),
      );
      setJsDoc(declaration, document.components?.schemas?.[name] ?? {});
      declarations.push(declaration);
    }
    return index(kind, names);
  });
  declarations.push(factory.createInterfaceDeclaration(exported, "components", undefined, undefined, kinds));
  return sourceFile({
    path: "schemas.ts",
    contract: `${document.info.title} ${document.info.version}`,
    imports: [{ from: "../enums.js", names: among(needed, helpers) }],
    nodes: declarations,
  });
}

function declare(name: string, type: ts.TypeNode): ts.Node {
  return ts.isTypeLiteralNode(type)
    ? factory.createInterfaceDeclaration(exported, name, undefined, undefined, type.members)
    : factory.createTypeAliasDeclaration(exported, name, undefined, type);
}

/** `schemas: { Contact: Contact; … }` */
function index(kind: ts.PropertySignature, names: ReadonlyMap<string, string>): ts.PropertySignature {
  const members = propertiesOf(kind.type).map((schema) => {
    const name = nameOf(schema);
    const type = factory.createTypeReferenceNode(names.get(name) ?? name);
    return factory.createPropertySignature(undefined, schema.name, undefined, type);
  });
  return factory.createPropertySignature(
    undefined,
    kind.name,
    undefined,
    factory.createTypeLiteralNode(members),
  );
}

function unknownType(): ts.TypeNode {
  return factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword);
}
