import type { Diagnostic } from "../diagnostic.ts";
import type { Place, QName } from "./model.ts";
import type { XmlTag } from "./xml-reader.ts";

/**
 * An element under construction. It hands its model to its parent when it closes and not before, so a text that is
 * cut off leaves no half-read declaration behind.
 */
export interface Frame {
  /** The frame of a child, or `undefined` where the child has no business here. */
  readonly child?: (tag: XmlTag) => Frame | undefined;
  /** Called at the end with all the text between the tags. */
  readonly end?: (text: string) => void;
  /** Keep the text for `end`. Default: text is dropped. */
  readonly text?: boolean;
}

/** Reads attributes and reports those that are missing or malformed. */
export interface TagReader {
  readonly report: (tag: Place, code: string, message: string) => void;
  readonly required: (tag: XmlTag, attribute: string) => string | undefined;
  readonly qualified: (tag: XmlTag, attribute: string) => QName | undefined;
}

export const tagReader = (file: string, diagnostics: Diagnostic[]): TagReader => {
  const report: TagReader["report"] = ({ line }, code, message) => {
    diagnostics.push({ file, line, code, message });
  };
  const required: TagReader["required"] = (tag, attribute) => {
    const value = tag.attributes[attribute];
    if (value === undefined || value === "") {
      report(tag, "wsdl-missing-attribute", `${tag.key} has no "${attribute}"`);
      return undefined;
    }
    return value;
  };
  const qualified: TagReader["qualified"] = (tag, attribute) => {
    const value = required(tag, attribute);
    return value === undefined ? undefined : tag.resolve(value);
  };
  return { report, required, qualified };
};

/** Place without the rest of the tag, so that no model holds on to the reader's objects. */
export const at = ({ line, column }: Place): Place => ({ line, column });
