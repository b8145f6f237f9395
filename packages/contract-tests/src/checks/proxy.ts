import {
  answerProblems,
  exchange,
  type Problem as Found,
  type HeaderList,
  type Outcome,
  outcome,
  withLinksTo,
} from "@so-webapi/contract-kit/checks";
import { isWithin } from "@so-webapi/contract-kit/json";
import { faultsOf, readBody, type Sample } from "@so-webapi/contract-kit/samples";
import type { Recorder } from "@so-webapi/contract-kit/servers";
import { type Received, sendRaw } from "@so-webapi/contract-kit/servers";
import type { Operation } from "@so-webapi/operations";
import type { OperationValidators } from "@so-webapi/validators";

/** A running proxy in front of a recorder. */
export interface ProxyTarget {
  readonly address: string;
  readonly upstream: Recorder;
  /** How it holds both sides to the contract. */
  readonly mode: "enforce" | "report";
  readonly runtime: ProxyRuntime;
}

/** Where the proxy's bundle runs. */
export type ProxyRuntime = "node" | "worker";

/** Headers that a runtime's own `fetch` adds to a request upstream, and that the proxy cannot keep it from adding. */
const runtimeAdds: Readonly<Record<ProxyRuntime, HeaderList>> = {
  node: [],
  worker: ["accept-encoding", "cf-worker"],
};

/** Headers that the proxy declares to add to a request on its way, and those of the connection. */
const requestAdds: HeaderList = [
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
  "traceparent",
  "via",
  "x-forwarded-for",
  "x-forwarded-proto",
  "x-request-id",
];

/** Headers that the proxy declares to add to an answer, and those of the connection. */
const answerAdds: HeaderList = [
  "connection",
  "keep-alive",
  "content-length",
  "transfer-encoding",
  "date",
  "so-proxy-validation",
  "x-request-id",
];

/** What the checks need to know of the contract. */
export interface ProxyContract {
  readonly operationById: (operationId: string) => Operation | undefined;
  /** Of the open bundle, which is what the proxy holds messages to. */
  readonly loadValidators: (operationId: string) => Promise<OperationValidators | undefined>;
}

/**
 * `proxy.*.enforce` and `proxy.*.report`: the sample's request arrives upstream as it was sent, and its answer
 * arrives back as it was given, both byte for byte, but for declared headers and for links, which lead to the proxy
 * where they led to the upstream. An answer with recorded faults must be refused in enforce mode, for these alone.
 */
export async function proxyPasses(
  target: ProxyTarget,
  contract: ProxyContract,
  sample: Sample,
): Promise<Outcome> {
  const asPrinted = await pass(target, contract, sample, sample.response.body);
  const links = contract.operationById(sample.operationId)?.links ?? [];
  const reading = readBody(sample, "response");
  if (links.length === 0 || !reading.ok || asPrinted.length > 0) return outcome(asPrinted);
  // The same exchange with links into the upstream: those and no other bytes lead to the proxy afterwards.
  const { url } = target.upstream;
  const moved = {
    ...sample,
    response: { ...sample.response, body: withLinksTo(sample.response.body, links, url) },
  };
  const expected = withLinksTo(sample.response.body, links, target.address);
  const problems = await pass(target, contract, moved, expected);
  return outcome(problems.map((problem) => ({ ...problem, message: `links: ${problem.message}` })));
}

async function pass(
  target: ProxyTarget,
  contract: ProxyContract,
  sample: Sample,
  body: string,
): Promise<readonly Found[]> {
  const lists = { requestAdds: [...requestAdds, ...runtimeAdds[target.runtime]], answerAdds };
  const { received, arrival } = await exchange({ ...target, ...lists }, sample);
  if (target.mode === "enforce" && faultsOf(sample, "response").length > 0) {
    const refusal = await refusalProblems(contract, sample, received);
    return [...arrival, ...refusal.map((message) => ({ message }))];
  }
  return [...arrival, ...answerProblems({ ...target, ...lists }, sample, received, body)];
}

/** In enforce mode a faulty answer is a 502 that lists nothing but the recorded faults. */
async function refusalProblems(
  contract: ProxyContract,
  sample: Sample,
  received: Received,
): Promise<string[]> {
  const reading = readBody(sample, "response");
  const validators = await contract.loadValidators(sample.operationId);
  const check = validators?.responses[String(sample.response.status)];
  if (!reading.ok || check === undefined) return ["the faulty answer cannot be judged"];
  const faults = faultsOf(sample, "response");
  const expected = check(reading.body).length;
  const problem = problemOf(received);
  const others = problem.violations.filter(
    ({ pointer }) => !faults.some((fault) => isWithin(pointer, fault.pointer)),
  );
  return [
    ...(received.status === 502 && problem.code === "answer-invalid"
      ? []
      : [`the faulty answer was not refused: ${received.status}${codeOf(received)}`]),
    ...(problem.violationCount === expected ? [] : [`${problem.violationCount} violations, not ${expected}`]),
    ...others.map(({ pointer, message }) => `${pointer} ${message}, and no fault is recorded there`),
  ];
}

interface ProblemBody {
  readonly code: string;
  readonly violationCount: number;
  readonly violations: readonly { readonly pointer: string; readonly message: string }[];
}

function problemOf({ body }: Received): ProblemBody {
  try {
    const {
      code = "",
      violationCount = 0,
      violations = [],
    } = JSON.parse(body.toString()) as Partial<ProblemBody>;
    return { code, violationCount, violations };
  } catch {
    return { code: "", violationCount: 0, violations: [] };
  }
}

const codeOf = (received: Received): string => {
  const { code } = problemOf(received);
  return code === "" ? "" : ` (${code})`;
};

/** `proxy.*.samples`: a proxy over the documented samples answers the sample's request with the sample's answer. */
export async function proxyAnswersSample(address: string, sample: Sample): Promise<Outcome> {
  const received = await sendRaw(address, sample.request);
  return outcome(answerProblems({ answerAdds }, sample, received));
}
