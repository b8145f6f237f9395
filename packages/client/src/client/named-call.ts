import { parseErrorBody } from "@so-webapi/platform/errors";
import type { RetryPolicy } from "@so-webapi/platform/retry";
import { formatSelect } from "@so-webapi/platform/select";
import type { OperationRow } from "../api/operation-row.ts";
import {
  type CallError,
  type FailedCall,
  SoContractError,
  SoRequestError,
  SoStatusError,
} from "../errors/so-error.ts";
import type { Answer, Result } from "../result/result.ts";
import { type Deadline, startDeadline } from "../transport/deadline.ts";
import { type ExchangeInit, exchange, type Transport } from "../transport/exchange.ts";
import { readFile } from "../transport/read-file.ts";
import { readJson } from "../transport/read-json.ts";
import { bodyInit } from "./body-init.ts";
import { type LocaleOptions, localeHeaders } from "./locale-headers.ts";
import type { AnswerToCheck, ContractViolation, Validate } from "./validate.ts";

/** A call's options as they arrive: checked by types only, for those who have them. */
interface NamedCallOptions extends LocaleOptions {
  readonly select?: readonly string[];
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Headers | Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly retry?: false | Partial<RetryPolicy>;
}

export interface NamedCallDefaults {
  readonly throws?: boolean;
  readonly validate?: Validate;
}

/** Takes path parameters in the template's order, then the body if there is one, then options. */
export type NamedCall = (...args: readonly unknown[]) => Answer<unknown>;

/** For a file: bytes first. Not with a wildcard for all, which has the platform answer whatever it likes best. */
const FILE_ACCEPT = "application/octet-stream, image/*;q=0.9, application/json;q=0.5";

/** Makes the call of one operation. Its row is read when it is called: a program calls few of those that it holds. */
export function createNamedCall(
  readRow: () => OperationRow,
  transport: Transport,
  { throws, validate }: NamedCallDefaults,
): NamedCall {
  return (...args) => {
    let isUnread = false;
    const result = run(readRow(), args, transport, { validate, isUnread: () => isUnread });
    const answer: Promise<unknown> = throws ? result.then(unwrap) : result;
    return Object.assign(answer, {
      async asResponse() {
        isUnread = true;
        // Who asks for the response does not wait for the answer, too.
        answer.catch(() => {});
        const { response, error } = await result;
        if (response) return response;
        throw error;
      },
    });
  };
}

function unwrap(result: Result<unknown>): unknown {
  if (result.ok) return result.data;
  throw result.error;
}

interface RunOptions {
  readonly validate: Validate | undefined;
  /** Whether the answer is to be given as it came; asked when its head is there. */
  readonly isUnread: () => boolean;
}

/** Never rejects. */
async function run(
  row: OperationRow,
  args: readonly unknown[],
  transport: Transport,
  { validate, isUnread }: RunOptions,
): Promise<Result<unknown>> {
  const call: FailedCall = { method: row.method, path: row.path, operationId: row.id };
  const names = [...row.path.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name);
  const body = row.request === "none" ? undefined : args[names.length];
  const options = (args[names.length + (row.request === "none" ? 0 : 1)] ?? {}) as NamedCallOptions;
  const { signal, timeoutMs = transport.timeoutMs, retry, select = [] } = options;

  let deadline: Deadline | undefined;
  let response: Response | undefined;
  try {
    deadline = startDeadline({ call, signal, timeoutMs });
    const init: ExchangeInit = {
      params: { path: pathParameters(names, args, call), query: query(options, call) },
      headers: headers(options, row),
      ...(row.request !== "none" && bodyInit(row.request, body)),
      parseAs: "stream",
    };
    const onResponse = (answer: Response) => {
      // openapi-fetch is going to read the body of an error.
      response = isUnread() && !answer.ok ? answer.clone() : answer;
    };
    const answer = await exchange(transport, init, { call, deadline, safe: row.safe, retry, onResponse });
    if (!response || !isUnread() || answer.response.ok) response = answer.response;
    if (isUnread()) return { ok: true, data: undefined, response };
    if (!response.ok) throw new SoStatusError(response.status, parseErrorBody(answer.error), { call });
    const data = await read(response, row, call, deadline);
    if (validate && row.answer === "json") {
      const toCheck = { operationId: row.id, status: response.status, data, select };
      await hold(toCheck, validate, call, deadline);
    }
    return { ok: true, data, response };
  } catch (error) {
    // Everything above throws SoErrors only.
    return { ok: false, error: error as CallError, ...(response && { response }) };
  } finally {
    deadline?.release(isUnread());
  }
}

async function read(
  response: Response,
  { answer, method }: OperationRow,
  call: FailedCall,
  deadline: Deadline,
): Promise<unknown> {
  if (answer === "file") return readFile(response, call, deadline);
  if (answer !== "none") return readJson(response, method, call, deadline, { admitEmpty: answer === "open" });
  // Frees the connection; whether that works makes no difference to the call.
  await response.body?.cancel().catch(() => {});
  return undefined;
}

/** @throws {SoContractError} when the answer is not what the contract says, or that cannot be found out. */
async function hold(
  answer: AnswerToCheck,
  validate: Validate,
  call: FailedCall,
  deadline: Deadline,
): Promise<void> {
  let violations: readonly ContractViolation[] | undefined;
  try {
    violations = await deadline.race(validate(answer));
  } catch (cause) {
    throw deadline.signal.aborted ? deadline.signal.reason : new SoContractError([], { call, cause });
  }
  if (violations?.length) throw new SoContractError(violations, { call });
}

function pathParameters(
  names: readonly string[],
  args: readonly unknown[],
  call: FailedCall,
): Record<string, unknown> {
  const entries = names.map((name, index): [string, unknown] => [name, args[index]]);
  const bad = entries.find(([, value]) => !isSegment(value));
  if (bad) throw new SoRequestError(`${bad[0]} is missing or cannot be a part of a path`, { call });
  return Object.fromEntries(entries);
}

/** A URL takes a lone `.` or `..` away, even when it is written `%2e` (WHATWG URL, 4.4). */
function isSegment(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value === "string" && value !== "" && !/^\.{1,2}$|[/\\]/.test(value);
}

function query({ select = [], query: rest }: NamedCallOptions, call: FailedCall): Record<string, unknown> {
  if (select.length === 0) return { ...rest };
  try {
    return { ...rest, $select: formatSelect(select) };
  } catch (cause) {
    throw new SoRequestError("select holds a path that cannot be one", { call, cause });
  }
}

function headers(options: NamedCallOptions, { answer }: OperationRow): Record<string, string | undefined> {
  const { headers: own } = options;
  return {
    ...(answer === "file" && { Accept: FILE_ACCEPT }),
    ...localeHeaders(options),
    ...(own instanceof Headers ? Object.fromEntries(own) : own),
  };
}
