import type { Diagnostic } from "../diagnostic.ts";
import { type Frame, tagReader } from "./frame.ts";
import type { TextSource, WsdlModel } from "./model.ts";
import { type Collected, readDefinitions } from "./read-definitions.ts";
import { prose, vocabulary } from "./vocabulary.ts";
import { readXml } from "./xml-reader.ts";

/** What was read, and everything that was not understood. */
export interface ParsedWsdl {
  readonly wsdl: WsdlModel;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a WSDL 1.1 in one pass. Elements and attributes it does not know are diagnostics, and what they hold is
 * passed over; a fault in the XML ends the reading, and what stood complete before it is in the model.
 */
export const parseWsdl = (source: TextSource): ParsedWsdl => {
  const diagnostics: Diagnostic[] = [];
  const reader = tagReader(source.file, diagnostics);
  const collected: Collected = {
    name: "",
    targetNamespace: "",
    schemas: [],
    messages: [],
    portTypes: [],
    bindings: [],
    services: [],
  };
  const root: Frame = {
    child: (tag) => {
      if (tag.key !== "wsdl:definitions") return undefined;
      collected.name = tag.attributes["name"] ?? "";
      collected.targetNamespace = reader.required(tag, "targetNamespace") ?? "";
      return readDefinitions(reader, collected);
    },
  };
  const stack: Frame[] = [root];
  /** Open elements inside one that is passed over. */
  let skipped = 0;
  let text = "";

  const faults = readXml(source, {
    open: (tag) => {
      text = "";
      if (skipped > 0) {
        skipped += 1;
        return;
      }
      const known = vocabulary.get(tag.key);
      const frame = known === undefined ? undefined : stack[stack.length - 1]?.child?.(tag);
      if (known === undefined || frame === undefined) {
        skipped = 1;
        if (!prose.has(tag.key))
          reader.report(tag, "wsdl-unknown-element", `${tag.key} was not expected here`);
        return;
      }
      for (const attribute in tag.attributes) {
        if (known.has(attribute)) continue;
        reader.report(tag, "wsdl-unknown-attribute", `${tag.key} was not expected to have "${attribute}"`);
      }
      stack.push(frame);
    },
    text: (piece) => {
      if (skipped === 0 && stack[stack.length - 1]?.text === true) text += piece;
    },
    close: () => {
      if (skipped > 0) {
        skipped -= 1;
        return;
      }
      stack.pop()?.end?.(text);
      text = "";
    },
  });
  if (collected.targetNamespace === "" && diagnostics.length + faults.length === 0) {
    reader.report({ line: source.firstLine, column: 1 }, "wsdl-missing", "there is no WSDL here");
  }
  const complete = faults.length === 0 && collected.targetNamespace !== "";
  return {
    wsdl: { file: source.file, ...collected, complete },
    diagnostics: [...diagnostics, ...faults],
  };
};
