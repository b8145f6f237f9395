import ts from "typescript";
import { argumentEntries } from "./argument-entries.ts";
import { methods, type OpenApiDocument, type Operation } from "./document.ts";
import { helpers } from "./enum-type.ts";
import { type Group, groupOf } from "./group.ts";
import { setJsDoc } from "./jsdoc.ts";
import { compact, compactMembers, exportInterface, nameOf, plainComments, propertiesOf } from "./nodes.ts";
import { type Needed, type References, referByName } from "./refer-by-name.ts";
import { type Shared, shareShapes } from "./share-shapes.ts";
import { sharedNames } from "./shared-shapes.ts";
import { among, type SourceFile, sourceFile } from "./source-file.ts";

const { factory } = ts;

interface GroupMembers {
  readonly paths: ts.TypeElement[];
  readonly operations: ts.TypeElement[];
  readonly needed: Needed;
}

/**
 * One file per agent and entity, with the paths and operations of that group only, and `shared.ts` with what
 * operations have in common.
 */
export function groupFiles(
  found: Readonly<Record<"components" | "paths" | "operations", ts.InterfaceDeclaration | undefined>>,
  document: OpenApiDocument,
  references: References,
): SourceFile[] {
  const groups = new Map<string, GroupMembers>();
  const groupAt = ({ entry }: Group): GroupMembers => {
    const group = groups.get(entry) ?? { paths: [], operations: [], needed: new Set() };
    groups.set(entry, group);
    return group;
  };

  const shared: Shared = new Map();
  const operations = new Map(operationsOf(document));
  for (const path of propertiesOf(found.paths)) {
    const item = document.paths[nameOf(path)] ?? {};
    for (const entry of entriesOf(item)) {
      const group = groupAt(entry);
      group.paths.push(referByName(plainComments(onlyOf(path, item, entry)), references, group.needed));
    }
  }
  for (const property of propertiesOf(found.operations)) {
    const operationId = nameOf(property);
    const group = groupAt(groupOf(operationId));
    setJsDoc(property, operations.get(operationId) ?? {});
    const short = shareShapes(property, shared);
    group.operations.push(compact(referByName(plainComments(short), references, group.needed)));
  }

  const homes = argumentEntries(document);
  const offered = (entry?: string): string[] =>
    [...references.schemas].flatMap(([schema, name]) => (homes.get(schema) === entry ? [name] : []));
  const named = [...sharedNames, ...references.responses.values()];
  const contract = `${document.info.title} ${document.info.version}`;
  const files = [...groups].map(([entry, { paths, operations: members, needed }]) =>
    sourceFile({
      path: `${entry}.ts`,
      contract,
      imports: [
        { from: "../../enums.js", names: among(needed, helpers) },
        { from: "../schemas.js", names: among(needed, offered()) },
        { from: `../requests/${entry}.js`, names: among(needed, offered(entry)) },
        { from: "../shared.js", names: among(needed, named) },
      ],
      nodes: [exportInterface("paths", paths), exportInterface("operations", members)],
    }),
  );
  const needed: Needed = new Set();
  const nodes = [
    ...sharedNames.flatMap((name) => shared.get(name) ?? []),
    ...responsesOf(found.components, document),
  ].map((node) => compactMembers(referByName(plainComments(node), references, needed)));
  const imports = [{ from: "./schemas.js", names: among(needed, offered()) }];
  return nodes.length === 0 ? files : [sourceFile({ path: "shared.ts", contract, imports, nodes }), ...files];
}

/** The answers that the contract names, each as an interface. */
function responsesOf(
  components: ts.InterfaceDeclaration | undefined,
  document: OpenApiDocument,
): ts.InterfaceDeclaration[] {
  const kind = propertiesOf(components).find((property) => nameOf(property) === "responses");
  return propertiesOf(kind?.type).map((response) => {
    const name = nameOf(response);
    const node = exportInterface(name, propertiesOf(response.type));
    setJsDoc(node, document.components?.responses?.[name] ?? {});
    return node;
  });
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

/**
 * The path with the methods that it has in this group. What openapi-typescript writes beside them says that there is
 * nothing; where two groups share a path, `post?: never` of one would take away the other's in their intersection.
 */
function onlyOf(
  path: ts.PropertySignature,
  item: Readonly<Record<string, Operation>>,
  group: Group,
): ts.PropertySignature {
  const members = propertiesOf(path.type).filter((member) => {
    const operation = methods.some((method) => method === nameOf(member)) ? item[nameOf(member)] : undefined;
    if (operation?.operationId === undefined) return false;
    setJsDoc(member, operation);
    return groupOf(operation.operationId).entry === group.entry;
  });
  const type = factory.createTypeLiteralNode(members);
  return factory.updatePropertySignature(path, path.modifiers, path.name, path.questionToken, type);
}
