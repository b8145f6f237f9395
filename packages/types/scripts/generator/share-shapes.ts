import ts from "typescript";
import { comment } from "./jsdoc.ts";
import { componentOf, exportInterface, nameOf, propertiesOf, textOf } from "./nodes.ts";
import {
  answerName,
  answerShapes,
  type ContentShape,
  emptyAnswer,
  errorShapes,
  headerShapes,
  type ParameterShape,
  queryShapes,
  requestShapes,
} from "./shared-shapes.ts";

const { factory } = ts;

/** Declarations of the shapes that were put to use, by name. */
export type Shared = Map<string, ts.Node>;

/** Puts names in the place of what an operation has in common with others, and notes in `shared` what they stand for. */
export function shareShapes(operation: ts.PropertySignature, shared: Shared): ts.PropertySignature {
  return within(operation, {
    parameters: (parameters) =>
      within(parameters, {
        header: (header) => withType(header, parametersType(header.type, headerShapes, shared)),
        query: (query) => withType(query, parametersType(query.type, queryShapes, shared)),
      }),
    requestBody: (body) =>
      within(body, {
        content: (content) => withType(content, contentType(content.type, requestShapes, shared)),
      }),
    responses: (responses) => withType(responses, responsesType(responses.type, shared)),
  });
}

function parametersType(
  type: ts.TypeNode | undefined,
  shapes: readonly ParameterShape[],
  shared: Shared,
): ts.TypeNode | undefined {
  const members = new Map(
    propertiesOf(type).map((member) => [componentOf(member.type, "parameters") ?? member, member]),
  );
  const shape = shapes.find(({ parameters }) => parameters.every((name) => members.has(name)));
  if (shape === undefined) return type;
  const isHeld = (key: unknown): boolean => shape.parameters.some((name) => name === key);
  const held = [...members].flatMap(([key, member]) => (isHeld(key) ? [member] : []));
  const rest = [...members].flatMap(([key, member]) => (isHeld(key) ? [] : [member]));
  declare(shared, shape, held);
  return both(factory.createTypeReferenceNode(shape.name), rest);
}

function contentType(
  type: ts.TypeNode | undefined,
  shapes: readonly ContentShape[],
  shared: Shared,
): ts.TypeNode | undefined {
  const members = propertiesOf(type);
  const shape = shapes.find((one) => isSame(one.mediaTypes, members.map(nameOf)));
  const body = members[0]?.type;
  if (shape === undefined || body === undefined) return type;
  const bodies = new Set(members.map((member) => member.type && textOf(member.type)));
  if (bodies.size !== 1) return type;
  const generic = factory.createTypeReferenceNode("Body");
  declare(
    shared,
    shape,
    members.map((member) => property(member.name, generic)),
    ["Body"],
  );
  return factory.createTypeReferenceNode(shape.name, [body]);
}

function responsesType(type: ts.TypeNode | undefined, shared: Shared): ts.TypeNode | undefined {
  const members = propertiesOf(type);
  const own = members.map((member) => withType(member, answerType(member, shared)));
  const shape = errorShapes.find(({ responses }) =>
    Object.entries(responses).every(([status, name]) =>
      members.some((member) => nameOf(member) === status && componentOf(member.type, "responses") === name),
    ),
  );
  if (shape === undefined) return own.length === 0 ? type : factory.createTypeLiteralNode(own);
  const isHeld = (member: ts.PropertySignature): boolean => nameOf(member) in shape.responses;
  declare(shared, shape, members.filter(isHeld));
  return both(
    factory.createTypeReferenceNode(shape.name),
    own.filter((member) => !isHeld(member)),
  );
}

/** The type of an answer that says nothing but that it is one. */
function answerType(member: ts.PropertySignature, shared: Shared): ts.TypeNode | undefined {
  const [headers, content, ...more] = propertiesOf(member.type);
  const isPlain = headers !== undefined && propertiesOf(headers.type).length === 0 && more.length === 0;
  if (!isPlain || content === undefined || nameOf(content) !== "content") return member.type;
  if (content.type?.kind === ts.SyntaxKind.NeverKeyword) {
    declare(shared, emptyAnswer, [headers, content]);
    return said(member, factory.createTypeReferenceNode(emptyAnswer.name));
  }
  const type = contentType(content.type, answerShapes, shared);
  if (type === undefined || !ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName))
    return member.type;
  const { text } = type.typeName;
  const shape = answerShapes.find(({ name }) => name === text);
  if (shape === undefined) return member.type;
  const generic = factory.createTypeReferenceNode(shape.name, [factory.createTypeReferenceNode("Body")]);
  declare(
    shared,
    { name: answerName(shape), about: shape.aboutAnswer },
    [headers, property(content.name, generic)],
    ["Body"],
  );
  return said(member, factory.createTypeReferenceNode(answerName(shape), type.typeArguments));
}

/** Without the comment of a success, which is on its type already. */
function said(member: ts.PropertySignature, type: ts.TypeNode): ts.TypeNode {
  const comments = ts.getSyntheticLeadingComments(member) ?? [];
  if (comments.every(({ text }) => /^\*\s+(?:@description )?Done\.\s*$/.test(text)))
    ts.setSyntheticLeadingComments(member, undefined);
  return type;
}

function declare(
  shared: Shared,
  { name, about }: { readonly name: string; readonly about: string },
  members: readonly ts.TypeElement[],
  generics: readonly string[] = [],
): void {
  if (shared.has(name)) return;
  shared.set(name, comment(exportInterface(name, members, generics), [about]));
}

/** The type with further members. */
function both(type: ts.TypeNode, members: readonly ts.TypeElement[]): ts.TypeNode {
  return members.length === 0
    ? type
    : factory.createIntersectionTypeNode([type, factory.createTypeLiteralNode(members)]);
}

/** The property with some of the members of its type changed. */
function within(
  of: ts.PropertySignature,
  changes: Readonly<Record<string, (member: ts.PropertySignature) => ts.PropertySignature>>,
): ts.PropertySignature {
  if (of.type === undefined || !ts.isTypeLiteralNode(of.type)) return of;
  const members = propertiesOf(of.type).map((member) => changes[nameOf(member)]?.(member) ?? member);
  return withType(of, factory.createTypeLiteralNode(members));
}

function withType(of: ts.PropertySignature, type: ts.TypeNode | undefined): ts.PropertySignature {
  return factory.updatePropertySignature(of, of.modifiers, of.name, of.questionToken, type);
}

function property(name: ts.PropertyName, type: ts.TypeNode): ts.PropertySignature {
  return factory.createPropertySignature(undefined, name, undefined, type);
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((one) => right.includes(one));
}
