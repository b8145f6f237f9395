import { SaxesParser } from "saxes";
import type { Frame, Parser } from "./frames.ts";
import { SoapError } from "./soap-error.ts";

export interface ReadXmlOptions {
  /** How many elements may stand inside each other. */
  readonly maxDepth: number;
}

/**
 * Reads a document by frames, the first of which is asked for the root. Namespaces are resolved; a document type declaration
 * is refused, and with it every entity but XML's five.
 *
 * @throws {SoapError} with line, column and path, for what is no XML and for what a frame refuses.
 */
export function readXml(xml: string, root: (parser: Parser) => Frame, { maxDepth }: ReadXmlOptions): void {
  const parser = new SaxesParser({ xmlns: true });
  const frames: Frame[] = [root(parser)];
  const names: string[] = [];
  let frame = frames[0] as Frame;
  parser.on("error", () => {
    throw new SoapError("xml-malformed", "The text is no well-formed XML.");
  });
  parser.on("doctype", () => {
    throw new SoapError("xml-doctype", "A document type declaration is not taken.");
  });
  parser.on("opentag", (tag) => {
    names.push(tag.local);
    if (names.length > maxDepth)
      throw new SoapError("xml-too-deep", `Elements stand deeper in each other than ${maxDepth} levels.`);
    frame = frame.open(tag);
    frames.push(frame);
  });
  parser.on("closetag", () => {
    frame.close();
    frames.pop();
    names.pop();
    frame = frames[frames.length - 1] as Frame;
  });
  parser.on("text", (text) => frame.text(text));
  parser.on("cdata", (text) => frame.text(text));
  try {
    parser.write(xml).close();
  } catch (error) {
    if (!(error instanceof SoapError)) throw error;
    throw new SoapError(error.code, error.message, {
      path: [...names.slice(0, 12), error.place.path].filter((name) => name !== "").join("/"),
      line: parser.line,
      column: parser.column,
    });
  }
}
