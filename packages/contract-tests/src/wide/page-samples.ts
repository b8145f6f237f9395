import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Json } from "@so-webapi/contract-kit/json";
import type { Direction, Fault, FaultId, Sample } from "@so-webapi/contract-kit/samples";
import type { Header } from "@so-webapi/openapi";

/** Something that the page prints otherwise than the contract, as the docs compiler found and classified it. */
export interface PageFailure {
  readonly operationId: string;
  readonly side: Direction;
  /** `file:line` of the message on its page. */
  readonly source: string;
  /** JSON pointer into the body, or `target`, `reason`, `body`, `status`, a header's name. */
  readonly at: string;
  readonly kind: string;
  readonly value?: Json;
  /** Missing where no rule explains it. */
  readonly class?: string;
}

/** A sample as its page prints it, and what the docs compiler says of the message around its bodies. */
export interface PageSample extends Sample {
  /** Classes of the failures outside of the bodies, in the order of the alphabet. */
  readonly headClasses: readonly string[];
  /** Failures that no rule of the docs compiler explains. */
  readonly unexplained: readonly PageFailure[];
}

/** The compiler is a program here and no module: its package is not among this one's dependencies. */
const program = fileURLToPath(new URL("../../../docs-compiler/src/cli.ts", import.meta.url));
const contract = fileURLToPath(new URL("./", import.meta.resolve("@so-webapi/openapi/package.json")));

/**
 * Every sample of all pages: extracted, and its failures classified by the rules of the docs compiler.
 *
 * @param folder a folder that may be emptied
 */
export async function readPageSamples(reference: string, folder: string): Promise<PageSample[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const args = ["samples", reference, "--out", folder, "--validate", "--json", "--contract", contract];
  const failures = failuresOf(await run([program, ...args, "--no-progress"]));
  return readdirSync(folder)
    .sort()
    .map((operationId) => pageSample(folder, operationId, failures.get(operationId) ?? []));
}

async function run(args: readonly string[]): Promise<string> {
  const options = { maxBuffer: 2 ** 28 };
  // 1 is the status of a run that found a failure without a class; the matrix itself says which.
  return promisify(execFile)(process.execPath, args, options).then(
    ({ stdout }) => stdout,
    (error: { readonly code?: unknown; readonly stdout?: string }) => {
      if (error.code === 1 && error.stdout?.startsWith("{") === true) return error.stdout;
      throw error;
    },
  );
}

function failuresOf(json: string): ReadonlyMap<string, readonly PageFailure[]> {
  const { failures } = JSON.parse(json) as { readonly failures: readonly PageFailure[] };
  const byOperation = new Map<string, PageFailure[]>();
  for (const failure of failures) {
    const own = byOperation.get(failure.operationId);
    if (own === undefined) byOperation.set(failure.operationId, [failure]);
    else own.push(failure);
  }
  return byOperation;
}

/** Failures of bodies that stand at a place of the body, by class. */
const placed: ReadonlySet<string> = new Set<FaultId>([
  "constant-for-bytes",
  "decimal-in-integer",
  "elided-object",
  "filler-in-base64",
  "filler-in-date",
  "filler-in-enum",
  "member-of-rest-only",
]);

function pageSample(folder: string, operationId: string, failures: readonly PageFailure[]): PageSample {
  const read = (file: string): string => readFileSync(`${folder}/${operationId}/${file}`, "utf8");
  const request = splitMessage(read("request.http"));
  const response = splitMessage(read("response.http"));
  const [method = "", target = ""] = request.start.split(" ");
  const [, status = "", ...reason] = response.start.split(" ");
  const isPlaced = (failure: PageFailure): boolean => placed.has(failure.class ?? "");
  const faults = failures
    .filter(isPlaced)
    .map(({ side, at, ...rest }): Fault => ({ in: side, pointer: at, fault: rest.class as FaultId }));
  return {
    operationId,
    page: /^page: (.*)$/m.exec(read("sample.yaml"))?.[1] ?? "",
    request: { method, target, headers: request.headers, body: request.body },
    response: {
      status: Number(status),
      reason: reason.join(" "),
      headers: response.headers,
      body: response.body,
    },
    faults: unique(faults),
    headClasses: failures
      .filter((failure) => failure.class !== undefined && !isPlaced(failure))
      .map((failure) => failure.class ?? "")
      .sort(),
    unexplained: failures.filter((failure) => failure.class === undefined),
  };
}

/** One record of each kind at each place: an elided object lacks many properties. */
const unique = (faults: readonly Fault[]): Fault[] => [
  ...new Map(faults.map((fault) => [`${fault.in} ${fault.pointer} ${fault.fault}`, fault])).values(),
];

function splitMessage(message: string): {
  readonly start: string;
  readonly headers: readonly Header[];
  readonly body: string;
} {
  const end = message.indexOf("\n\n");
  const [start = "", ...lines] = (end === -1 ? message.trimEnd() : message.slice(0, end)).split("\n");
  const headers = lines.map((line): Header => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return { start, headers, body: end === -1 ? "" : message.slice(end + 2).trimEnd() };
}
