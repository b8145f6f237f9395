import fc from "fast-check";
import { type Outcome, outcome, type Problem } from "../checks/check.ts";
import { specResponse } from "../checks/spec.ts";
import type { Contract } from "../contract/contract.ts";
import { answerSchema, type DocumentOperation } from "../contract/document.ts";
import { placeSchema } from "../contract/schema-at.ts";
import type { Json } from "../json/json.ts";
import type { Cell, Matrix } from "../matrix/matrix.ts";
import { matrixOf } from "../matrix/matrix.ts";
import { maskedBody, redactedJson, redactor } from "../redact/redact.ts";
import { type KnownValues, knownValues } from "../requests/known-values.ts";
import { requestArbitrary, requestOf } from "../requests/request-arbitrary.ts";
import type { Sample, SampleRequest, SampleResponse } from "../samples/sample.ts";
import { exchange, type LiveTarget, refuseForeign } from "./exchange.ts";
import { eachOf, type Pace, type PaceOptions, startPace } from "./pace.ts";

/** The server, what is asked of it, and how fast. */
export interface LiveOptions extends PaceOptions {
  /** What answers are held against, and requests are made of. */
  readonly contract: Contract;
  /** The server; nothing is sent to any other origin. */
  readonly target: LiveTarget;
  /** What may be called; `chooseOperations` picks them. */
  readonly operations: readonly DocumentOperation[];
  /** Requests of each operation, besides the second try of one that had no 2xx. Default: 3. */
  readonly runs?: number;
  /** Seed of all requests: the same seed and server make the same requests. Default: the time. */
  readonly seed?: number;
  /** Ids that the server has, by the name of a parameter or property. Default: none. */
  readonly values?: Readonly<Record<string, readonly (number | string)[]>>;
  /** Drift is told, and does not fail. Default: false. */
  readonly allowDrift?: boolean;
  /** Called after every operation of a round. Default: nothing. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/** What a run found. Holds no credential and no text that a person wrote. */
export interface LiveRun {
  readonly matrix: Matrix;
  /** Every exchange, in the order of the operations. */
  readonly samples: readonly Sample[];
  readonly seed: number;
}

const checks = [
  { id: "live.reached", title: "at least one request of the operation is answered with 2xx" },
  { id: "live.answers", title: "the answer keeps the open contract, which clients are made of" },
  { id: "live.drift", title: "the answer has nothing that the contract does not know" },
] as const;

/** One exchange, judged. */
interface Judged {
  readonly sample: Sample;
  readonly answers: Outcome;
  readonly drift: Outcome;
}

interface Run {
  readonly options: LiveOptions;
  readonly seed: number;
  readonly known: KnownValues;
  readonly pace: Pace;
  readonly judged: Map<string, Judged[]>;
  /** The first answer tells whether this is an address of the API. */
  isKnownAddress: boolean;
}

/**
 * Makes requests of the contract, sends them, and holds the answers against it, open and closed. Operations without ids in
 * their path go first; ids of their answers serve the others, and what had no 2xx is tried again when all were called.
 *
 * @throws TargetError where nobody answers, or the first answer is a redirect or a web page
 */
export async function runLive(options: LiveOptions): Promise<LiveRun> {
  const { operations, seed = Date.now() % 2 ** 31, runs = 3, contract } = options;
  const run: Run = {
    options,
    seed,
    known: knownValues(options.values),
    pace: startPace(options),
    judged: new Map(),
    isKnownAddress: false,
  };
  const started = performance.now();
  const rounds = inOrder(operations);
  let done = 0;
  const round = async (found: DocumentOperation, first: number, count: number): Promise<void> => {
    for (let index = first; index < first + count; index++) await callOnce(run, found, index);
    options.onProgress?.({ done: Math.min(++done, operations.length), total: operations.length });
  };
  for (const group of rounds) await eachOf(group, run.pace.concurrency, (found) => round(found, 0, runs));
  const unreached = operations.filter(({ operationId }) => !isReached(run, operationId));
  await eachOf(unreached, run.pace.concurrency, (found) => round(found, runs, 2));
  const late = operations.filter(
    ({ operationId }) => (run.judged.get(operationId)?.length ?? 0) === 0,
  ).length;
  const { samples, cells, notes } = summed(run);
  const matrix = matrixOf(
    {
      contract: contract.name,
      target: `the server at ${options.target.baseUrl}`,
      ...(contract.file === undefined ? {} : { contractFile: contract.file }),
      samples,
      checks: [
        { ...checks[0], appliesTo: (sample: Sample) => sample.id?.endsWith("#1") === true },
        checks[1],
        checks[2],
      ],
      notes: [
        `seed ${seed}: --seed ${seed} makes the same requests of the same server`,
        ...(late === 0 ? [] : [`${late} operations were not called: the run had no time left`]),
        ...notes,
      ],
      seconds: (performance.now() - started) / 1000,
    },
    cells,
  );
  const redact = redactor(options.target.headers ?? []);
  return { matrix: redactedJson(matrix, redact), samples: redactedJson(samples, redact), seed };
}

/** Those that need no id first, then those that do. */
function inOrder(operations: readonly DocumentOperation[]): DocumentOperation[][] {
  const needs = ({ path, operation }: DocumentOperation): number =>
    (path.match(/\{/g)?.length ?? 0) * 2 + (operation["requestBody"] === undefined ? 0 : 1);
  const steps = [...new Set(operations.map(needs))].sort((a, b) => a - b);
  return steps.map((step) => operations.filter((found) => needs(found) === step));
}

async function callOnce(run: Run, found: DocumentOperation, index: number): Promise<void> {
  const { contract, target } = run.options;
  if (!(await run.pace.turn())) return;
  // Every other one is plain: what is at random is mostly refused, and a refusal shows little.
  const style = index % 2 === 0 ? ({ style: "plain" } as const) : {};
  const arbitrary = requestArbitrary(contract.open.document, found, { known: run.known, ...style });
  const [parts] = fc.sample(arbitrary, { numRuns: 1, seed: seedOf(run.seed, found.operationId, index) });
  const request = requestOf(found, parts ?? { path: {}, query: {} });
  const exchanged = await exchange(target, request, run.pace.left());
  const own = run.judged.get(found.operationId) ?? [];
  run.judged.set(found.operationId, own);
  const id = `${found.operationId}#${own.length + 1}`;
  if (!exchanged.ok) {
    const sample = sampleOf(id, found, request, { status: 0, reason: "", headers: [], body: "" });
    own.push({
      sample,
      answers: outcome([{ message: withoutAnswer[exchanged.reason], in: "response" }]),
      drift: outcome([]),
    });
    return;
  }
  if (!run.isKnownAddress) refuseForeign(target.baseUrl, exchanged.response);
  run.isKnownAddress = true;
  own.push(await judge(run, sampleOf(id, found, request, exchanged.response), found));
}

const withoutAnswer = {
  late: "no whole answer came in time",
  cut: "the connection was cut before the answer was whole",
  "too-large": "the answer is larger than 32 MB",
} as const;

async function judge({ options, known }: Run, sample: Sample, found: DocumentOperation): Promise<Judged> {
  const { contract } = options;
  const { status } = sample.response;
  const body = jsonOf(sample.response.body);
  if (body !== undefined && status < 300) known.learn(found.path, body);
  const schema = answerSchema(contract.open.document, found, status);
  const masked =
    body === undefined
      ? undefined
      : maskedBody(contract.open.document, body, schema && placeSchema(contract.open.document, schema));
  // Judged is what is shown: a mask keeps what the contract can see.
  const shown: Sample =
    masked === undefined
      ? sample
      : { ...sample, response: { ...sample.response, body: JSON.stringify(masked, null, 2) } };
  const failed =
    status >= 500 ? [{ message: `status is ${status}: the server failed`, in: "response" as const }] : [];
  const open = await specResponse(contract.open, shown);
  const closed = await specResponse(contract.closed, shown);
  const broken = new Set(open.problems.map(place));
  return {
    sample: shown,
    answers: outcome([...failed, ...open.problems]),
    drift: outcome(closed.problems.filter((problem) => !broken.has(place(problem)))),
  };
}

const place = ({ pointer = "", keyword = "", message }: Problem): string =>
  keyword === "" ? message : `${pointer} ${keyword}`;

function summed({ options, judged }: Run): {
  readonly samples: Sample[];
  readonly cells: Cell[];
  readonly notes: string[];
} {
  const samples: Sample[] = [];
  const cells: Cell[] = [];
  const drifts = new Map<string, number>();
  for (const found of options.operations) {
    const own = judged.get(found.operationId) ?? [notCalled(found)];
    const statuses = own.map(({ sample }) => sample.response.status || "no answer");
    const reached = own.some(({ sample }) => isSuccess(sample));
    for (const [index, { sample, answers, drift }] of own.entries()) {
      const id = sample.id ?? sample.operationId;
      const cell = (check: string, { ok, problems }: Outcome): Cell => ({
        sample: id,
        check,
        result: ok ? "passed" : "failed",
        problems,
      });
      samples.push(sample);
      const never = `no request was answered with 2xx, but with ${statuses.join(", ")}; give ids with --values where it needs them`;
      if (index === 0)
        cells.push(cell("live.reached", outcome(reached ? [] : [{ message: never, in: "response" }])));
      else cells.push({ sample: id, check: "live.reached", result: "none", problems: [] });
      cells.push(
        cell("live.answers", answers),
        cell("live.drift", options.allowDrift === true ? outcome([]) : drift),
      );
      for (const { contract, message } of drift.problems) {
        const what = `${contract?.subject ?? sample.operationId}: ${message.replace(/\/\d+(?=\/)/g, "/*")}`;
        drifts.set(what, (drifts.get(what) ?? 0) + 1);
      }
    }
  }
  return { samples, cells, notes: [...drifts].map(([what, count]) => `drift, ${count} times: ${what}`) };
}

/** An operation that the run had no time for: it counts, and it fails. */
function notCalled(found: DocumentOperation): Judged {
  const empty = { method: found.method.toUpperCase(), target: found.path, headers: [], body: "" };
  const sample = sampleOf(`${found.operationId}#1`, found, empty, {
    status: 0,
    reason: "",
    headers: [],
    body: "",
  });
  return {
    sample,
    answers: outcome(["the operation was not called: the run had no time left"]),
    drift: outcome([]),
  };
}

const isSuccess = ({ response }: Sample): boolean => response.status >= 200 && response.status < 300;

const isReached = ({ judged }: Run, operationId: string): boolean =>
  judged.get(operationId)?.some(({ sample }) => isSuccess(sample)) === true;

const sampleOf = (
  id: string,
  { operationId }: DocumentOperation,
  request: SampleRequest,
  response: SampleResponse,
): Sample => ({
  id,
  operationId,
  page: "",
  request,
  response,
  faults: [],
});

function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** A seed of its own for each request, so that one more operation does not change the others' (FNV-1a). */
function seedOf(seed: number, operationId: string, index: number): number {
  let hash = 2166136261 ^ seed;
  for (const letter of `${operationId}#${index}`)
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619);
  return hash | 0;
}
