import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Contract } from "../contract/contract.ts";
import { UnreadableError } from "../errors.ts";
import { parseRequest, parseResponse } from "../samples/http-text.ts";
import type { Direction, Origin, Sample } from "../samples/sample.ts";
import { asDocumented } from "./as-documented.ts";
import { classified } from "./classify.ts";

/** What kinds of fences hold: the pages mark their sample request and answer so. */
const fenceOf: Readonly<Record<string, Direction>> = { "http!": "request", http_: "response" };

/** A message on a page. */
interface Fence {
  readonly text: string;
  /** Line of the message's first line, from 1. */
  readonly line: number;
}

/**
 * Every sample of a folder of reference pages, in the order of their operations: texts with a `uid` in the front matter
 * and sample messages in fences. Where two releases of a page describe one operation, the page below `seeds/` rules.
 * Pages of SOAP operations and of indexes have no such fences and are passed over.
 *
 * @throws UnreadableError where the folder cannot be read
 */
export function readPages(folder: string): Sample[] {
  const byOperation = new Map<string, Sample>();
  // Seeds come last and take the place of what was there.
  const files = textFiles(folder).sort((a, b) => Number(isSeed(a)) - Number(isSeed(b)));
  for (const file of files) {
    const sample = pageSample(file, readFileSync(join(folder, file), "utf8"));
    if (sample !== undefined) byOperation.set(sample.operationId, sample);
  }
  return [...byOperation.values()].sort((a, b) => (a.operationId < b.operationId ? -1 : 1));
}

/** The samples as their tables say, with the faults that the pages are known to print; see `pageHabits`. */
export async function pageSamples(folder: string, { closed }: Contract): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const printed of readPages(folder)) {
    samples.push(await classified(closed, asDocumented(closed.document, printed)));
  }
  return samples;
}

const isSeed = (file: string): boolean => file.startsWith("seeds/");

function textFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:md|txt)$/.test(entry.name))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .sort();
  } catch (error) {
    throw new UnreadableError(`${folder}: the folder cannot be read`, { cause: error });
  }
}

/** The sample of a page's text; undefined where it has no uid or no messages. */
export function pageSample(page: string, text: string): Sample | undefined {
  const uid = /^uid: *(\S+) *\r?$/m.exec(frontMatter(text))?.[1];
  if (uid === undefined || !text.includes("```http!")) return undefined;
  const fences = fencesOf(text);
  const asked = fences.request;
  const answered = fences.response;
  if (asked === undefined) return undefined;
  const { request, bodyOffset } = parseRequest(asked.text);
  const answer = parseResponse(answered?.text ?? "");
  return {
    operationId: uid,
    page,
    request,
    response: answer.response,
    faults: [],
    origin: {
      request: origin(page, asked, bodyOffset),
      response: origin(page, answered ?? asked, answer.bodyOffset),
    },
  };
}

/** Between the first line and the next of three hyphens; empty where the page has none. */
const frontMatter = (text: string): string =>
  text.startsWith("---") ? text.slice(0, Math.max(0, text.indexOf("\n---", 3))) : "";

const origin = (file: string, { line }: Fence, bodyOffset: number): Origin => ({
  file,
  line,
  bodyLine: line + bodyOffset,
});

function fencesOf(text: string): Partial<Record<Direction, Fence>> {
  const found: Partial<Record<Direction, Fence>> = {};
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at++) {
    const mark = /^```(\S*)\s*$/.exec(lines[at] ?? "");
    if (mark === null) continue;
    const start = at + 1;
    for (at++; at < lines.length && !/^```\s*$/.test(lines[at] ?? ""); at++);
    const direction = fenceOf[mark[1] ?? ""];
    if (direction !== undefined && found[direction] === undefined)
      found[direction] = { text: lines.slice(start, at).join("\n"), line: start + 1 };
  }
  return found;
}
