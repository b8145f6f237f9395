import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

/** A message pair as a reference page prints it. */
export interface PrintedPair {
  /** `Services86-Contact-GetMyActiveContacts`. */
  readonly id: string;
  readonly version: number;
  readonly agent: string;
  readonly operation: string;
  readonly request: string;
  readonly response: string;
}

const beside = resolve(import.meta.dirname, "../../../../../shared/reference");

/** The folder with the pages of SOAP; `undefined`, said aloud, where it is not here. */
export function soapPages(what: string): string | undefined {
  const folder = resolve(process.env["SO_REFERENCE_DIR"] ?? beside, "soap");
  if (existsSync(folder)) return folder;
  console.warn(`${what}: NOT RUN, the reference pages are not here (set SO_REFERENCE_DIR to their folder)`);
  return undefined;
}

/** Every printed pair of one version. */
export function* printedPairs(folder: string, version: number): Generator<PrintedPair> {
  const root = resolve(folder, `Services${version}`);
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".md")) continue;
    const pair = readPage(readFileSync(resolve(entry.parentPath, entry.name), "utf8"));
    if (pair !== undefined) yield pair;
  }
}

function readPage(text: string): PrintedPair | undefined {
  const title = /^# Services(\d+) (\w+) (\w+)/m.exec(text);
  const [request, response] = ["Request", "Response"].map(
    (section) => new RegExp(`^## \\w+ ${section}\\s+\`\`\`xml\\r?\\n([\\s\\S]*?)\`\`\``, "m").exec(text)?.[1],
  );
  if (title === null || request === undefined || response === undefined) return undefined;
  const [, version = "", agent = "", operation = ""] = title;
  const id = `Services${version}-${agent}-${operation}`;
  return {
    id,
    version: Number(version),
    agent,
    operation,
    request: request.trimStart(),
    response: response.trimStart(),
  };
}
