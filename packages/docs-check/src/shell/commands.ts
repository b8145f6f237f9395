import { spawnSync } from "node:child_process";
import { parse } from "yaml";
import type { Block } from "../blocks.ts";

/** A command of a page, and what the page says that it prints. */
export interface Command {
  readonly text: string;
  readonly line: number;
  /** Lines of output, in `console` blocks. */
  readonly printed?: readonly string[];
}

/** Languages whose blocks are typed into a shell. */
export const typed = ["sh", "bash", "console"];

/** The commands of a block, in order. */
export function commandsOf(block: Block): Command[] {
  if (block.language === "console") return session(block);
  return block.language === "yaml" ? steps(block) : script(block);
}

/** A script's commands: lines, and those that only make a whole together. */
function script(block: Block): Command[] {
  const commands: Command[] = [];
  let text = "";
  let line = block.line + 1;
  for (const [index, next] of block.code.trimEnd().split("\n").entries()) {
    if (text === "") line = block.line + 1 + index;
    text = text === "" ? next : `${text}\n${next}`;
    if (!isWhole(text)) continue;
    if (/^\s*[^\s#]/.test(text)) commands.push({ text, line });
    text = "";
  }
  if (text !== "") throw new Error(`${block.page}:${line}: the shell waits for more: ${text}`);
  return commands;
}

function isWhole(text: string): boolean {
  return !text.endsWith("\\") && spawnSync("bash", ["-n", "-c", text]).status === 0;
}

/** `$ command` and below it what it prints. */
function session(block: Block): Command[] {
  const commands: { text: string; line: number; printed: string[] }[] = [];
  for (const [index, line] of block.code.trimEnd().split("\n").entries()) {
    const last = commands.at(-1);
    if (line.startsWith("$ "))
      commands.push({ text: line.slice(2), line: block.line + 1 + index, printed: [] });
    else if (last?.printed.length === 0 && last.text.endsWith("\\")) last.text += `\n${line}`;
    else last?.printed.push(line);
  }
  return commands;
}

/** `run` of each step of a workflow. */
function steps(block: Block): Command[] {
  const found: Command[] = [];
  const walk = (value: unknown) => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, part] of Object.entries(value)) {
      if (key === "run" && typeof part === "string") found.push({ text: part, line: block.line });
      else walk(part);
    }
  };
  walk(parse(block.code));
  return found;
}
