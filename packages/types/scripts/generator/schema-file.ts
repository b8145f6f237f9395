import ts from "typescript";
import { argumentEntries } from "./argument-entries.ts";
import type { OpenApiDocument } from "./document.ts";
import { helpers } from "./enum-type.ts";
import { setJsDoc } from "./jsdoc.ts";
import { compactMembers, exportInterface, nameOf, plainComments, propertiesOf } from "./nodes.ts";
import { type Needed, type References, referByName } from "./refer-by-name.ts";
import { among, type SourceFile, sourceFile } from "./source-file.ts";

const { factory } = ts;

/**
 * The homes of named schemas: `schemas.ts`, and `requests/{entry}.ts` for the arguments of a group's operations. They
 * are more than half of all schemas and nobody but their group needs them; `requests.ts` has them all.
 */
export function schemaFiles(
  components: ts.InterfaceDeclaration | undefined,
  document: OpenApiDocument,
  references: References,
): SourceFile[] {
  const entries = argumentEntries(document);
  const homes = new Map<string, { readonly nodes: ts.Node[]; readonly needed: Needed }>([
    ["schemas", { nodes: [], needed: new Set() }],
  ]);
  const kind = propertiesOf(components).find((property) => nameOf(property) === "schemas");
  for (const schema of propertiesOf(kind?.type)) {
    const name = nameOf(schema);
    const entry = entries.get(name);
    const path = entry === undefined ? "schemas" : `requests/${entry}`;
    const { nodes, needed } = homes.get(path) ?? { nodes: [], needed: new Set() };
    homes.set(path, { nodes, needed });
    const type = schema.type ?? factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword);
    const declaration = declare(
      references.schemas.get(name) ?? name,
      compactMembers(referByName(type, references, needed)),
    );
    setJsDoc(declaration, document.components?.schemas?.[name] ?? {});
    nodes.push(declaration);
  }

  const contract = `${document.info.title} ${document.info.version}`;
  const files = [...homes].map(([home, { nodes, needed }]) => {
    const up = "../".repeat(home.split("/").length - 1);
    const offered = home === "schemas" ? [] : references.schemas.values();
    const imports = [
      { from: `${up}../enums.js`, names: among(needed, helpers) },
      { from: `${up}schemas.js`, names: among(needed, offered) },
    ];
    return sourceFile({ path: `${home}.ts`, contract, imports, nodes });
  });
  const reexports = [...homes.keys()].slice(1).map((home) => {
    return factory.createExportDeclaration(
      undefined,
      true,
      undefined,
      factory.createStringLiteral(`./${home}.js`),
    );
  });
  return reexports.length === 0
    ? files
    : [...files, sourceFile({ path: "requests.ts", contract, imports: [], nodes: reexports })];
}

/**
 * `components` for those who write in openapi-typescript's idiom. It has a file of its own since it names every schema
 * there is: the entries do without.
 */
export function componentsFile(
  components: ts.InterfaceDeclaration | undefined,
  document: OpenApiDocument,
  references: References,
): SourceFile {
  const needed: Needed = new Set();
  const kinds = propertiesOf(components).map((kind) => {
    const name = nameOf(kind);
    const short =
      name === "schemas" || name === "responses"
        ? index(kind, references[name], needed)
        : plainComments(kind);
    return referByName(short, references, needed);
  });
  const entries = argumentEntries(document);
  const homes: Record<"schemas" | "requests", string[]> = { schemas: [], requests: [] };
  for (const [schema, name] of references.schemas)
    homes[entries.has(schema) ? "requests" : "schemas"].push(name);
  return sourceFile({
    path: "components.ts",
    contract: `${document.info.title} ${document.info.version}`,
    imports: [
      { from: "./schemas.js", names: among(needed, homes.schemas) },
      { from: "./requests.js", names: among(needed, homes.requests) },
      { from: "./shared.js", names: among(needed, references.responses.values()) },
    ],
    nodes: [exportInterface("components", kinds)],
  });
}

function declare(name: string, type: ts.TypeNode): ts.Node {
  const exported = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  return ts.isTypeLiteralNode(type)
    ? exportInterface(name, type.members)
    : factory.createTypeAliasDeclaration(exported, name, undefined, type);
}

/** `schemas: { Contact: Contact; … }` */
function index(
  kind: ts.PropertySignature,
  names: ReadonlyMap<string, string>,
  needed: Needed,
): ts.PropertySignature {
  const members = propertiesOf(kind.type).map((component) => {
    const name = names.get(nameOf(component)) ?? nameOf(component);
    needed.add(name);
    return factory.createPropertySignature(
      undefined,
      component.name,
      undefined,
      factory.createTypeReferenceNode(name),
    );
  });
  return factory.createPropertySignature(
    undefined,
    kind.name,
    undefined,
    factory.createTypeLiteralNode(members),
  );
}
