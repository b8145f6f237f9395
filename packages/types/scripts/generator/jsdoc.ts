import ts from "typescript";
import type { Operation, Schema } from "./document.ts";

/** Puts a JSDoc comment made from the contract on a node, in the place of whatever comment it has. */
export function setJsDoc(node: ts.Node, of: Schema & Operation): void {
  comment(node, jsDocLines(of));
}

/** Gives a node these lines for its comment, or none. */
export function comment<T extends ts.Node>(node: T, lines: readonly string[]): T {
  ts.setSyntheticLeadingComments(node, undefined);
  if (lines.length === 0) return node;
  const text = lines.join("\n").replaceAll("*/", "*\\/").split("\n");
  const block = text.length === 1 ? `* ${text[0]} ` : `*\n${text.map((line) => ` * ${line}\n`).join("")} `;
  return ts.addSyntheticLeadingComment(node, ts.SyntaxKind.MultiLineCommentTrivia, block, true);
}

/** The lines of the comment, tags last. */
function jsDocLines(of: Schema & Operation): string[] {
  const lines = [
    of.summary && sentence(of.summary),
    of.description,
    of["x-note"],
    ...bodyMarks(of),
    ...marks(of),
  ];
  const text = lines.filter((line): line is string => typeof line === "string" && line !== "");
  if (of.deprecated === true) {
    const replacement = of["x-replaced-by"];
    text.push(replacement === undefined ? "@deprecated" : `@deprecated Use \`${replacement}\`.`);
  }
  return text.flatMap((line) => line.trim().split(/\r?\n/));
}

function* marks(of: Schema & Operation): Iterable<string> {
  if (of["x-utc"] === true && !/\bUTC\b/.test(of.description ?? "")) yield "UTC.";
  if (of["x-mdo-list"] !== undefined) yield `Choices: the MDO list \`${of["x-mdo-list"]}\`.`;
  yield* openMarks(of);
  if (of.format === "int64") {
    yield "64 bits. Past `Number.MAX_SAFE_INTEGER` a number cannot hold it; the client refuses to round and throws.";
  }
  if (of["x-slow-threshold-ms"] !== undefined) {
    yield `Slow: the documentation warns of more than ${of["x-slow-threshold-ms"] / 1000} s.`;
  }
}

/** What the documentation leaves open of a schema, and that text stands for bytes. */
function* openMarks(of: Schema): Iterable<string> {
  if (of.contentEncoding === "base64") yield "Bytes, in Base64.";
  const { items, additionalProperties } = of;
  const values = typeof additionalProperties === "object" ? additionalProperties : undefined;
  const places = [
    ["what this is", of],
    ["what the elements are", items],
    ["what the values are", values],
  ] as const;
  for (const [what, schema] of places) {
    const words = schema === undefined ? undefined : openWords(schema);
    if (words !== undefined) yield `The documentation does not tell ${what}: it says \`${words}\`.`;
  }
}

/** The words of the documentation where nothing else is known. */
function openWords(schema: Schema): string | undefined {
  const isOpen = !("type" in schema || "$ref" in schema || "anyOf" in schema);
  return isOpen ? schema["x-documented-type"] : undefined;
}

/** Lines on the bodies of an operation, for what no property or class could say. */
function* bodyMarks({ requestBody, responses = {} }: Operation): Iterable<string> {
  const bodies = [
    ["Body", requestBody?.content],
    ["Answer", responses["200"]?.content],
  ] as const;
  for (const [what, content] of bodies) {
    const { schema } = Object.values(content ?? {})[0] ?? {};
    for (const mark of schema === undefined ? [] : openMarks(schema)) {
      yield `${what}: ${mark.charAt(0).toLowerCase()}${mark.slice(1)}`;
    }
  }
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
