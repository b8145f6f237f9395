import type { DescriptionMarks, OperationLine, PageParameter, Prose } from "./model.ts";
import type { Outline } from "./outline.ts";
import { readParameters } from "./parameters.ts";
import { isMethod } from "./samples.ts";
import { type FenceBlock, readProse } from "./section.ts";
import { hasShape, readTable, type TableRow, tableShapes } from "./table.ts";

export interface Preamble {
  readonly heading: { readonly line: number; readonly text: string } | undefined;
  readonly operation: OperationLine | undefined;
  readonly prose: readonly Prose[];
  readonly marks: DescriptionMarks;
  /** `undefined` where there is no path table. */
  readonly pathParameters: readonly PageParameter[] | undefined;
}

/** Info strings of the examples that descriptions contain. */
const exampleFence = /^(?:|c#|csharp|html|javascript|js|json|sql|text|xml)$/;

const readOperation = (outline: Outline, fence: FenceBlock): OperationLine | undefined => {
  const { report } = outline.preamble;
  const [text = "", ...more] = fence.content.filter((line) => line.trim() !== "");
  const line = fence.line + 1 + Math.max(0, fence.content.indexOf(text));
  const [, verb = "", path = ""] = /^\s*([A-Z]+) (\/[^\s?]+)\s*$/.exec(text) ?? [];
  if (verb === "" || more.length > 0 || !fence.closed) {
    report(line, "bad-operation", "not one line with a verb and a path");
    return undefined;
  }
  if (!isMethod(verb)) {
    report(line, "unknown-verb", verb);
    return undefined;
  }
  if (!/^(?:\/(?:[\w.$-]+|\{\w+\}))+$/.test(path)) {
    report(line, "bad-operation", "not a path");
    return undefined;
  }
  return { line, method: verb, path };
};

const readMarks = (prose: readonly Prose[], headings: readonly Prose[]): DescriptionMarks => {
  const marks: { -readonly [Key in keyof DescriptionMarks]: DescriptionMarks[Key] } = {};
  for (const { line, text } of prose) {
    const lines = text.split("\n");
    const index = lines.findIndex((one) => /\bNsApiSlow threshold:\s*\d+\s*ms\b/.test(one));
    const value = /\bNsApiSlow threshold:\s*(\d+)\s*ms\b/.exec(lines[index] ?? "")?.[1];
    if (value !== undefined) marks.slowThresholdMs = { line: line + index, value: Number(value) };
  }
  const online = headings.find(({ text }) => /^Online Restricted\b/.test(text));
  if (online !== undefined) marks.onlineRestricted = { line: online.line };
  return marks;
};

/** Reads what stands above the first section. */
export const readPreamble = (outline: Outline): Preamble => {
  const { source, preamble } = outline;
  const { report } = preamble;
  let heading: Preamble["heading"];
  let operationFence: FenceBlock | undefined;
  let path: readonly TableRow[] | undefined;
  let tables = 0;
  const prose: Prose[] = [];
  const headings: Prose[] = [];
  for (const block of preamble.blocks) {
    if (block.kind === "heading") {
      if (block.level === 1) heading = block;
      else {
        headings.push({ line: block.line, text: block.text });
        prose.push({ line: block.line, text: block.text });
      }
    } else if (block.kind === "fence") {
      if (block.info === "http" && operationFence === undefined) operationFence = block;
      else if (exampleFence.test(block.info)) {
        prose.push({ line: block.line + 1, text: block.content.join("\n") });
      } else report(block.line, "unexpected-fence", `\`${block.info}\` does not belong here`);
    } else if (block.kind === "table") {
      if (tables > 0 || !hasShape(source, block, tableShapes.path)) {
        report(block.line, "unexpected-table", "no such table belongs into the description");
        continue;
      }
      tables++;
      path = readTable(source, block, tableShapes.path, report);
    } else prose.push(readProse(source, block, preamble));
  }
  if (operationFence === undefined) report(preamble.line, "missing-operation", "no `http` fence");
  return {
    heading,
    operation: operationFence && readOperation(outline, operationFence),
    prose,
    marks: readMarks(prose, headings),
    pathParameters: path && readParameters(path, preamble, "path"),
  };
};
