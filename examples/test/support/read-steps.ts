import { readFileSync } from "node:fs";

/** A block of commands in a README, and what comes with it. */
export interface Step {
  readonly line: number;
  readonly commands: string;
  /** What it prints, where the README says so: a block of text that follows. */
  readonly prints: string | undefined;
  /** True where the README goes on "in another terminal": the commands do not end. */
  readonly isServer: boolean;
}

/**
 * Reads the commands of a README, in order.
 *
 * @throws {Error} for a block of another language than `sh` and `text`, and for a text that follows no commands: nobody
 * would run or compare it.
 */
export function readSteps(file: string): readonly Step[] {
  const readme = readFileSync(file, "utf8");
  const blocks = [...readme.matchAll(/^```([^\n]*)\n(.*?)^```$/gms)].map((match) => ({
    language: match[1] ?? "",
    text: match[2] ?? "",
    start: match.index,
    end: match.index + match[0].length,
  }));
  return blocks.flatMap(({ language, text, start, end }, index) => {
    const [before, after] = [blocks[index - 1], blocks[index + 1]];
    if (language === "text" && before?.language === "sh") return [];
    if (language !== "sh") throw new Error(`${file}: nobody runs the block of ${language || "no language"}`);
    const prints = after?.language === "text" ? after : undefined;
    const next = blocks.slice(index + 1).find((block) => block.language === "sh");
    const prose = readme.slice((prints ?? { end }).end, next?.start);
    return {
      line: readme.slice(0, start).split("\n").length,
      commands: text,
      prints: prints?.text,
      isServer: next !== undefined && prose.includes("n another terminal"),
    };
  });
}

/** A pattern of what a README says is printed: `…` stands for anything in a line, alone in a line for any lines. */
export function printedPattern(text: string): RegExp {
  const lines = text.trimEnd().split("\n");
  const patterns = lines.map((line, index) =>
    line === "…"
      ? "(?:.*\n)*?"
      : line.split("…").map(escaped).join(".*") + (index === lines.length - 1 ? "" : "\n"),
  );
  return new RegExp(`^${patterns.join("")}$`, "m");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
