import fc from "fast-check";
import { type Outcome, outcome } from "../checks/check.ts";
import type { Contract } from "../contract/contract.ts";
import { type DocumentOperation, requestSchema } from "../contract/document.ts";
import { TargetError } from "../errors.ts";
import { isSafe } from "../live/choose-operations.ts";
import { type Exchanged, exchange, type LiveTarget, refuseForeign } from "../live/exchange.ts";
import { type Pace, type PaceOptions, startPace } from "../live/pace.ts";
import { type Cell, type Matrix, matrixOf } from "../matrix/matrix.ts";
import { bodyMutations } from "../mutation/mutations.ts";
import { redactedJson, redactor } from "../redact/redact.ts";
import { counted } from "../report/counted.ts";
import { type KnownValues, knownValues } from "../requests/known-values.ts";
import { type RequestParts, requestArbitrary, requestOf } from "../requests/request-arbitrary.ts";
import type { Sample, SampleRequest } from "../samples/sample.ts";
import { curlOf } from "./curl.ts";
import { malformedOf } from "./malformed.ts";
import { complaintOf, type Expectation } from "./verdict.ts";
import { type BodyTable, violationsOf } from "./violations.ts";

/** The server, what it is attacked with, and how fast. */
export interface FuzzOptions extends PaceOptions {
  /** What requests break on purpose, or keep. */
  readonly contract: Contract;
  /** The server; nothing is sent to any other origin. */
  readonly target: LiveTarget;
  /** What may be called; `chooseOperations` picks them. */
  readonly operations: readonly DocumentOperation[];
  /** Samples whose bodies are mutated, beside bodies made of the contract. Default: none. */
  readonly samples?: readonly Sample[];
  /** How the platform reads names and enums freely. Default: bodies are judged as they are. */
  readonly table?: BodyTable;
  /** Requests of an operation and kind, those of shrinking apart. Default: 20. */
  readonly runs?: number;
  /** Default: the time. */
  readonly seed?: number;
  /** Ids that the server has. Default: none. */
  readonly values?: Readonly<Record<string, readonly (number | string)[]>>;
  /** Called after every operation. Default: nothing. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/** What a run found. */
export interface FuzzRun {
  readonly matrix: Matrix;
  readonly samples: readonly Sample[];
  readonly seed: number;
  /** Requests that were sent. */
  readonly sent: number;
}

const checks = [
  {
    id: "fuzz.valid",
    title: "requests that keep the contract are answered, and never by a failure of the server",
  },
  { id: "fuzz.invalid", title: "bodies that break the contract are refused with an error body" },
  {
    id: "fuzz.malformed",
    title: "messages that are wrong around their values are refused with an error body",
  },
] as const;

interface Run {
  readonly options: FuzzOptions;
  readonly seed: number;
  readonly known: KnownValues;
  readonly pace: Pace;
  sent: number;
  /** By operation: whether any request of it was more than "not implemented". */
  readonly served: Set<string>;
}

/**
 * Sends right and wrong requests and looks for a failure of the server's own, a hang, an accepted violation, and an error
 * without an error body. A failure is shrunk to the smallest request that shows it. 501 with an error body counts as not
 * served, and is told.
 *
 * @throws TargetError where nobody answers at the start; a server that is gone later is a finding
 */
export async function runFuzz(options: FuzzOptions): Promise<FuzzRun> {
  const { operations, contract, target, seed = Date.now() % 2 ** 31 } = options;
  const pace = startPace({ perSecond: 1000, deadlineMs: 120_000, ...options });
  const run: Run = { options, seed, known: knownValues(options.values), pace, sent: 0, served: new Set() };
  const started = performance.now();
  await learnIds(run);
  const cells: Cell[] = [];
  for (const [index, found] of operations.entries()) {
    const outcomes = [await valid(run, found), await invalid(run, found), await malformed(run, found)];
    for (const [at, { id }] of checks.entries()) {
      const { ok, problems } = outcomes[at] ?? outcome(["the check did not run"]);
      cells.push({ sample: found.operationId, check: id, result: ok ? "passed" : "failed", problems });
    }
    options.onProgress?.({ done: index + 1, total: operations.length });
  }
  const unserved = operations.filter(({ operationId }) => !run.served.has(operationId));
  const samples = operations.map((found) => ({ ...emptySample(found), page: "" }));
  const matrix = matrixOf(
    {
      contract: contract.name,
      target: `the server at ${target.baseUrl}`,
      samples,
      checks,
      notes: [
        `seed ${seed}; ${counted(run.sent, "request")}`,
        ...(unserved.length === 0
          ? []
          : [`not implemented (501): ${unserved.map(({ operationId }) => operationId).join(", ")}`]),
      ],
      seconds: (performance.now() - started) / 1000,
    },
    cells,
  );
  const redact = redactor(target.headers ?? []);
  return { matrix: redactedJson(matrix, redact), samples, seed, sent: run.sent };
}

/** Asks what only reads once, and keeps the ids of the answers: what comes after changes no ids, or shrinking would wander. */
async function learnIds(run: Run): Promise<void> {
  const { operations, contract, target } = run.options;
  let isFirst = true;
  for (const found of operations.filter(isSafe)) {
    const arbitrary = requestArbitrary(contract.open.document, found, { known: run.known, style: "plain" });
    const [parts] = fc.sample(arbitrary, { numRuns: 1, seed: run.seed });
    if (parts === undefined || !(await run.pace.turn())) return;
    const answer = await exchange(target, requestOf(found, parts), run.pace.left());
    run.sent++;
    if (!answer.ok) continue;
    if (isFirst) refuseForeign(target.baseUrl, answer.response);
    isFirst = false;
    if (answer.response.status < 300 && answer.response.body !== "")
      learn(run, found.path, answer.response.body);
  }
}

function learn({ known }: Run, path: string, text: string): void {
  try {
    known.learn(path, JSON.parse(text));
  } catch {
    // An answer that is no JSON is the business of the checks that follow.
  }
}

async function valid(run: Run, found: DocumentOperation): Promise<Outcome> {
  const { document } = run.options.contract.open;
  const requests = requestArbitrary(document, found, { known: run.known }).map((parts) =>
    requestOf(found, parts),
  );
  return hold(run, found, requests, "answered");
}

/** Bodies of the contract and of samples, each with one thing made wrong. */
async function invalid(run: Run, found: DocumentOperation): Promise<Outcome> {
  const { contract, table, samples = [] } = run.options;
  const { document } = contract.open;
  if (requestSchema(document, found) === undefined) return outcome([]);
  const violations = await violationsOf(contract, table, found.operationId);
  const right = requestArbitrary(document, found, { known: run.known });
  const own = samples.filter(
    ({ operationId, request }) => operationId === found.operationId && request.body !== "",
  );
  const ofSamples = own.map(({ request }) =>
    fc.constant<RequestParts>({ path: {}, query: {}, body: JSON.parse(request.body) }),
  );
  const parts =
    ofSamples.length === 0
      ? right
      : fc.oneof(
          right,
          fc
            .tuple(right, fc.oneof(...ofSamples))
            .map(([one, { body }]): RequestParts => (body === undefined ? one : { ...one, body })),
        );
  const wrong = parts.chain((one) => {
    const sample = { ...emptySample(found), request: requestOf(found, one) };
    const mutants = bodyMutations(document, sample, "request")
      .map((mutation) => mutation.body())
      .filter((body) => violations(body) > 0);
    const bodies = mutants.length === 0 ? fc.constant(undefined) : fc.constantFrom(...mutants);
    return bodies.map((body) =>
      body === undefined
        ? undefined
        : { ...requestOf(found, { ...one, body: null }), body: JSON.stringify(body) },
    );
  });
  return hold(run, found, wrong, "refused");
}

async function malformed(run: Run, found: DocumentOperation): Promise<Outcome> {
  const { document } = run.options.contract.open;
  const arbitrary = requestArbitrary(document, found, { known: run.known, style: "plain" });
  const [parts] = fc.sample(arbitrary, { numRuns: 1, seed: run.seed });
  const problems: string[] = [];
  for (const { what, request, expectation } of malformedOf(
    document,
    found,
    requestOf(found, parts ?? { path: {}, query: {} }),
  )) {
    const complaint = await complain(run, found, request, expectation);
    if (complaint !== undefined) problems.push(`${what}: ${complaint}; ${shown(run, request)}`);
  }
  return outcome([...problems, ...late(run)]);
}

/** Holds an operation to an expectation with many requests, and shrinks the one that fails. */
async function hold(
  run: Run,
  found: DocumentOperation,
  requests: fc.Arbitrary<SampleRequest | undefined>,
  expectation: Expectation,
): Promise<Outcome> {
  const { runs: numRuns = 20 } = run.options;
  const complaints = new Map<string, string>();
  const property = fc.asyncProperty(requests, async (request) => {
    if (request === undefined) return true;
    const complaint = await complain(run, found, request, expectation);
    if (complaint !== undefined) complaints.set(JSON.stringify(request), complaint);
    return complaint === undefined;
  });
  const limit = { interruptAfterTimeLimit: Math.max(1, run.pace.left()), markInterruptAsFailure: false };
  const result = await fc.check(property, { seed: run.seed, numRuns, ...limit });
  const request = result.counterexample?.[0];
  if (request === undefined) return outcome(late(run));
  const complaint = complaints.get(JSON.stringify(request)) ?? String(result.errorInstance ?? "failed");
  const where = `seed ${run.seed}, after ${counted(result.numRuns, "request")} and ${counted(result.numShrinks, "step")} of shrinking`;
  return outcome([`${complaint}; ${where}; ${shown(run, request)}`]);
}

/** A check that was cut short did not pass. */
const late = ({ pace }: Run): string[] =>
  pace.left() > 0 ? [] : ["not all requests were sent: the run had no time left"];

const shown = ({ options: { target } }: Run, request: SampleRequest): string =>
  curlOf(target.baseUrl, request, target.headers);

async function complain(
  run: Run,
  found: DocumentOperation,
  request: SampleRequest,
  expectation: Expectation,
): Promise<string | undefined> {
  if (!(await run.pace.turn())) return undefined;
  let exchanged: Exchanged;
  try {
    run.sent++;
    exchanged = await exchange(run.options.target, request);
  } catch (error) {
    if (error instanceof TargetError) return "the server is gone: nobody answers any more";
    throw error;
  }
  if (!exchanged.ok || exchanged.response.status !== 501) run.served.add(found.operationId);
  return complaintOf(run.options.contract, found.operationId, request, exchanged, expectation);
}

const emptySample = ({ operationId, method, path }: DocumentOperation): Sample => ({
  operationId,
  page: "",
  request: { method: method.toUpperCase(), target: path, headers: [], body: "" },
  response: { status: 0, reason: "", headers: [], body: "" },
  faults: [],
});
