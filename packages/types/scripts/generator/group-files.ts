import ts from "typescript";
import { methods, type OpenApiDocument, type Operation } from "./document.ts";
import { helpers } from "./enum-type.ts";
import { type Group, groupOf } from "./group.ts";
import { setJsDoc } from "./jsdoc.ts";
import { nameOf, plainComments, propertiesOf } from "./nodes.ts";
import { type Needed, referByName } from "./refer-by-name.ts";
import { among, type SourceFile, sourceFile } from "./source-file.ts";

const { factory } = ts;

interface GroupMembers {
  readonly paths: ts.TypeElement[];
  readonly operations: ts.TypeElement[];
  readonly needed: Needed;
}

/** One file per agent and entity, with the paths and operations of that group only. */
export function groupFiles(
  found: Readonly<Record<"paths" | "operations", ts.InterfaceDeclaration | undefined>>,
  document: OpenApiDocument,
  names: ReadonlyMap<string, string>,
): SourceFile[] {
  const groups = new Map<string, GroupMembers>();
  const groupAt = ({ entry }: Group): GroupMembers => {
    const group = groups.get(entry) ?? { paths: [], operations: [], needed: new Set() };
    groups.set(entry, group);
    return group;
  };

  const operations = new Map(operationsOf(document));
  for (const path of propertiesOf(found.paths)) {
    const item = document.paths[nameOf(path)] ?? {};
    for (const entry of entriesOf(item)) {
      const group = groupAt(entry);
      group.paths.push(referByName(plainComments(onlyOf(path, item, entry)), names, group.needed));
    }
  }
  for (const property of propertiesOf(found.operations)) {
    const operationId = nameOf(property);
    const group = groupAt(groupOf(operationId));
    setJsDoc(property, operations.get(operationId) ?? {});
    group.operations.push(referByName(plainComments(property), names, group.needed));
  }

  const offered = ["components", ...names.values()];
  return [...groups].map(([entry, { paths, operations: members, needed }]) =>
    sourceFile({
      path: `${entry}.ts`,
      contract: `${document.info.title} ${document.info.version}`,
      imports: [
        { from: "../../enums.js", names: among(needed, helpers) },
        { from: "../schemas.js", names: among(needed, offered) },
      ],
      nodes: [exportInterface("paths", paths), exportInterface("operations", members)],
    }),
  );
}

function* operationsOf(document: OpenApiDocument): Iterable<[operationId: string, operation: Operation]> {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const operation = item[method];
      if (operation === undefined) continue;
      if (operation.operationId === undefined) throw new Error(`${method} ${path} has no operationId`);
      yield [operation.operationId, operation];
    }
  }
}

/** The groups that a path belongs to: one, unless the contract ever puts methods of two on the same path. */
function entriesOf(item: Readonly<Record<string, Operation>>): Iterable<Group> {
  const groups = new Map<string, Group>();
  for (const method of methods) {
    const id = item[method]?.operationId;
    if (id !== undefined) groups.set(groupOf(id).entry, groupOf(id));
  }
  return groups.values();
}

/** The path with its methods of other groups taken away. */
function onlyOf(
  path: ts.PropertySignature,
  item: Readonly<Record<string, Operation>>,
  group: Group,
): ts.PropertySignature {
  if (path.type === undefined || !ts.isTypeLiteralNode(path.type)) return path;
  const members = propertiesOf(path.type).map((member) => {
    const operation = item[nameOf(member)];
    const id = methods.some((method) => method === nameOf(member)) ? operation?.operationId : undefined;
    if (operation === undefined || id === undefined) return member;
    if (groupOf(id).entry !== group.entry) return never(member);
    setJsDoc(member, operation);
    return member;
  });
  const type = factory.createTypeLiteralNode(members);
  return factory.updatePropertySignature(path, path.modifiers, path.name, path.questionToken, type);
}

function never(member: ts.PropertySignature): ts.PropertySignature {
  const type = factory.createKeywordTypeNode(ts.SyntaxKind.NeverKeyword);
  const question = factory.createToken(ts.SyntaxKind.QuestionToken);
  return factory.createPropertySignature(undefined, member.name, question, type);
}

function exportInterface(name: string, members: readonly ts.TypeElement[]): ts.InterfaceDeclaration {
  const modifiers = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  return factory.createInterfaceDeclaration(modifiers, name, undefined, undefined, members);
}
