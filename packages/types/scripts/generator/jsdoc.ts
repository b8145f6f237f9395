import ts from "typescript";
import type { Operation, Schema } from "./document.ts";

/** Puts a JSDoc comment made from the contract on a node, in the place of whatever comment it has. */
export function setJsDoc(node: ts.Node, of: Schema & Operation): void {
  const lines = jsDocLines(of);
  ts.setSyntheticLeadingComments(node, undefined);
  if (lines.length === 0) return;
  const text = lines.join("\n").replaceAll("*/", "*\\/").split("\n");
  const comment = text.length === 1 ? `* ${text[0]} ` : `*\n${text.map((line) => ` * ${line}\n`).join("")} `;
  ts.addSyntheticLeadingComment(node, ts.SyntaxKind.MultiLineCommentTrivia, comment, true);
}

/** The lines of the comment, tags last. */
export function jsDocLines(of: Schema & Operation): string[] {
  const lines = [of.summary && sentence(of.summary), of.description, of["x-note"], ...marks(of)];
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
  if (of.format === "int64") {
    yield "64 bits. Past `Number.MAX_SAFE_INTEGER` a number cannot hold it; the client refuses to round and throws.";
  }
  if (of["x-slow-threshold-ms"] !== undefined) {
    yield `Slow: the documentation warns of more than ${of["x-slow-threshold-ms"] / 1000} s.`;
  }
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
