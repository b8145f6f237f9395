import { redactHeaders } from "@so-webapi/platform/credentials";
import type { Check } from "../checks/check.ts";
import { specRequest, specResponse } from "../checks/spec.ts";
import type { Contract, Profile } from "../contract/contract.ts";
import { type Coverage, coverageOf } from "../coverage/coverage.ts";
import type { FetchRequest } from "../fetch-request.ts";
import { type Cell, type Matrix, matrixOf } from "../matrix/matrix.ts";
import { finder } from "../samples/read-samples.ts";
import type { Header, Sample } from "../samples/sample.ts";

/** What traffic is held against, and what becomes of a disagreement. */
export interface WatchOptions {
  /** What exchanges are held against. */
  readonly contract: Contract;
  /** What sends the requests. Default: the global `fetch`. */
  readonly fetch?: FetchRequest;
  /** `open` lets pass what clients let pass: names and members that the contract does not know yet. Default: `closed`. */
  readonly profile?: Profile;
  /** `throw`: the call that disagrees rejects with a {@link ContractError}. Default: `collect`, for the report. */
  readonly onProblem?: "collect" | "throw";
}

/** A call of a test suite and the contract disagree. Its problems hold no credential. */
export class ContractError extends Error {
  override readonly name = "ContractError";
  readonly code = "contract";
  readonly operationId: string;
  readonly problems: readonly string[];

  constructor(operationId: string, problems: readonly string[]) {
    super(`${operationId}: ${problems.join("; ")}`);
    this.operationId = operationId;
    this.problems = problems;
  }
}

/** What went through a watched `fetch`. */
export interface Traffic {
  /** Give it to the client under test in place of `fetch`. */
  readonly fetch: typeof globalThis.fetch;
  /** Calls of no operation of the contract, as `METHOD /path`. */
  readonly unknown: readonly string[];
  /** What was checked so far; its reports are those of `check`. */
  readonly matrix: () => Matrix;
  /** What the traffic showed of the contract, and what nothing showed. */
  readonly coverage: () => Coverage;
  /** Throws where anything disagreed, or where no call was checked at all. For the end of a suite. */
  readonly assert: () => void;
}

const checks: readonly Pick<Check, "id" | "title">[] = [
  { id: "traffic.request", title: "each request keeps the contract" },
  { id: "traffic.response", title: "each answer keeps the contract" },
];

/**
 * Watches all traffic of a test suite: a `fetch` that passes calls on unchanged and holds each request and answer to the
 * contract. The path may have anything in front of `/api/`. Bodies of other media types than JSON are not read.
 *
 * @example
 * const traffic = watchTraffic({ contract: await packedContract() });
 * const client = createClient({ baseUrl, fetch: traffic.fetch });
 * afterAll(() => traffic.assert());
 */
export function watchTraffic({
  contract,
  fetch = globalThis.fetch,
  profile = "closed",
  onProblem = "collect",
}: WatchOptions): Traffic {
  const target = contract[profile];
  const find = finder(contract);
  const samples: Sample[] = [];
  const cells: Cell[] = [];
  const unknown: string[] = [];

  const watched: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const copy = request.clone();
    const response = await fetch(request);
    const operation = operationOf(copy, find);
    if (operation === undefined) {
      unknown.push(`${copy.method} ${new URL(copy.url).pathname}`);
      return response;
    }
    const sample: Sample = {
      id: `${samples.length + 1} ${operation.operationId}`,
      operationId: operation.operationId,
      page: "",
      request: {
        method: copy.method,
        target: operation.target,
        headers: [...copy.headers].map(([name, value]): Header => [name, value]),
        body: await textOf(copy),
      },
      response: {
        status: response.status,
        reason: response.statusText,
        headers: [...response.headers],
        body: await textOf(response.clone()),
      },
      faults: [],
    };
    const found = [await specRequest(target, sample), await specResponse(target, sample)];
    for (const [index, { ok, problems }] of found.entries())
      cells.push({
        sample: sample.id ?? "",
        check: checks[index]?.id ?? "",
        result: ok ? "passed" : "failed",
        problems,
      });
    samples.push(withoutSecrets(sample));
    const problems = found.flatMap((one) =>
      one.problems.map(({ in: half = "", message }) => `${half}: ${message}`),
    );
    if (onProblem === "throw" && problems.length > 0)
      throw new ContractError(operation.operationId, problems);
    return response;
  };

  const matrix = (): Matrix =>
    matrixOf(
      {
        contract: contract.name,
        samples,
        checks,
        notes:
          unknown.length === 0
            ? []
            : [`${unknown.length} calls of no operation: ${[...new Set(unknown)].join(", ")}`],
      },
      cells,
    );
  return {
    fetch: watched,
    unknown,
    matrix,
    coverage: () => coverageOf(contract.open.document, samples),
    assert() {
      const failed = cells.filter(({ result }) => result === "failed");
      if (cells.length === 0) throw new ContractError("traffic", outcomeOfNothing);
      if (failed.length === 0) return;
      const lines = failed.flatMap(({ sample, problems }) =>
        problems.map(({ message }) => `${sample}: ${message}`),
      );
      throw new ContractError("traffic", lines);
    },
  };
}

const outcomeOfNothing = ["no call was checked: is the watched fetch the one that the client uses?"];

function operationOf(
  { method, url }: Request,
  find: ReturnType<typeof finder>,
): { readonly operationId: string; readonly target: string } | undefined {
  const { pathname, search } = new URL(url);
  const start = pathname.search(/\/api\//i);
  const path = start === -1 ? pathname : pathname.slice(start);
  const operationId = find(method, decoded(path));
  return operationId === undefined ? undefined : { operationId, target: path + search };
}

/** A path that is no UTF-8 is found as it stands, or not at all. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The text of a JSON body; empty for others, which a sample cannot show. */
const textOf = async (message: Request | Response): Promise<string> =>
  /json/i.test(message.headers.get("content-type") ?? "") ? message.text() : "";

function withoutSecrets(sample: Sample): Sample {
  const safe = (headers: readonly Header[]): Header[] => Object.entries(redactHeaders(headers));
  return {
    ...sample,
    request: { ...sample.request, headers: safe(sample.request.headers) },
    response: { ...sample.response, headers: safe(sample.response.headers) },
  };
}
