import { parse as parseYaml } from "yaml";
import type { Report } from "./report.ts";

/** A page's text without the accidents of its release: line ends, byte order mark, front matter. */
export interface PageSource {
  readonly file: string;
  /** All lines, front matter included, so that line N is `lines[N - 1]`. */
  readonly lines: readonly string[];
  /** The markdown below the front matter. */
  readonly body: string;
  /** Number of lines above `body`. */
  readonly offset: number;
  /** `undefined` where the page has none. */
  readonly frontMatter: Readonly<Record<string, unknown>> | undefined;
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * `key: text` lines whose text begins with a letter and has no mark that YAML reads otherwise. Nearly all
 * pages have no others, and the YAML parser would take half of the time of reading a page.
 */
const plainEntry = /^([A-Za-z_]\w*): ([A-Za-z][\w{}/.,$()-]*(?: [\w{}/.,$()-]+)*)$/;
const notText = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

const readPlain = (lines: readonly string[]): Record<string, unknown> | undefined => {
  const entries = new Map<string, string>();
  for (const line of lines) {
    const [, key, value] = plainEntry.exec(line.trimEnd()) ?? [];
    if (key === undefined || value === undefined || notText.test(value) || entries.has(key)) return undefined;
    entries.set(key, value);
  }
  return entries.size > 0 ? Object.fromEntries(entries) : undefined;
};

const readFrontMatter = (lines: readonly string[], report: Report): Record<string, unknown> | undefined => {
  const plain = readPlain(lines);
  if (plain !== undefined) return plain;
  try {
    const value: unknown = parseYaml(lines.join("\n"), { logLevel: "error" });
    if (isMapping(value)) return value;
    report(1, "bad-front-matter", "the front matter is not a mapping");
  } catch (error) {
    report(1, "bad-front-matter", error instanceof Error ? (error.message.split("\n")[0] ?? "") : "not YAML");
  }
  return undefined;
};

/** Splits a file into front matter and markdown. */
export const readSource = (file: string, text: string, report: Report): PageSource => {
  const bare = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const clean = bare.includes("\r") ? bare.replace(/\r\n?/g, "\n") : bare;
  const lines = clean.split("\n");
  if (lines[0]?.trimEnd() !== "---") {
    return { file, lines, body: clean, offset: 0, frontMatter: undefined };
  }
  const end = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  if (end === -1) {
    report(1, "bad-front-matter", "the front matter has no end");
    return { file, lines, body: "", offset: lines.length, frontMatter: undefined };
  }
  const frontMatter = readFrontMatter(lines.slice(1, end), report);
  return { file, lines, body: lines.slice(end + 1).join("\n"), offset: end + 1, frontMatter };
};

/** Line of a key of the front matter. */
export const frontMatterLine = (source: PageSource, key: string): number => {
  const index = source.lines
    .slice(0, source.offset)
    .findIndex((line) => line.replace(/^["']/, "").startsWith(key));
  return index + 1 || 1;
};
