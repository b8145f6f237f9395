import { parseErrorBody } from "@so-webapi/platform/errors";
import type { RetryPolicy } from "@so-webapi/platform/retry";
import type { FileSupport } from "../api/file-support.ts";
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
import { type ExchangeInit, exchange, plainHeaders, type Transport } from "../transport/exchange.ts";
import { readError, readJson } from "../transport/read-json.ts";
import { type LocaleOptions, localeHeaders } from "./locale-headers.ts";
import type { AnswerToCheck, Validate } from "./validate.ts";

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

/** Makes the call of one operation. Its row is read when it is called: a program calls few of those that it holds. */
export function createNamedCall(
  readRow: () => OperationRow,
  transport: Transport,
  { throws, validate }: NamedCallDefaults,
  files: FileSupport | undefined,
): NamedCall {
  return (...args) => {
    let isUnread = false;
    const row = readRow();
    const { id: operationId, method, path } = row;
    const call: FailedCall = { method, path, operationId };
    const result = run(row, call, args, transport, { validate, files, isUnread: () => isUnread });
    const answer: Promise<unknown> = throws ? result.then(unwrap) : result;
    const head = async (): Promise<Response> => {
      const { response, error } = await result;
      if (response) return response;
      throw error;
    };
    return Object.assign(answer, {
      call,
      head,
      asResponse() {
        isUnread = true;
        // Who asks for the response does not wait for the answer, too.
        answer.catch(() => {});
        return head();
      },
    });
  };
}

function unwrap(result: Result<unknown>): unknown {
  if (result.ok) return result.data;
  throw result.error;
}

interface RunOptions {
  readonly files: FileSupport | undefined;
  readonly validate: Validate | undefined;
  /** Whether the answer is to be given as it came; asked when its head is there. */
  readonly isUnread: () => boolean;
}

/** Never rejects. */
async function run(
  row: OperationRow,
  call: FailedCall,
  args: readonly unknown[],
  transport: Transport,
  { validate, files, isUnread }: RunOptions,
): Promise<Result<unknown>> {
  const { id: operationId, path, safe } = row;
  const names = path.match(/[^{}]+(?=\})/g) ?? [];
  const others = args.slice(names.length);
  const body = row.request === "none" ? undefined : others.shift();
  const options = (others[0] ?? {}) as NamedCallOptions;
  const { signal, timeoutMs = transport.timeoutMs, retry, select = [] } = options;

  let deadline: Deadline | undefined;
  let response: Response | undefined;
  try {
    deadline = startDeadline({ call, signal, timeoutMs });
    const init = {
      params: {
        path: Object.fromEntries(names.map((name, index) => [name, args[index]])),
        query: query(options, call),
      },
      headers: {
        Accept: row.answer === "file" ? files?.accept : undefined,
        ...localeHeaders(options),
        ...plainHeaders(options.headers),
      },
      ...bodyInit(row, body, files),
    };
    response = await exchange(transport, init, deadline, { safe, retry });
    if (isUnread()) return { ok: true, data: undefined, response };
    if (!response.ok)
      throw new SoStatusError(response.status, parseErrorBody(await readError(response, deadline)), { call });
    const data = await read(response, row, deadline, files);
    if (validate && row.answer === "json")
      await hold({ operationId, status: response.status, data, select }, validate, deadline);
    return { ok: true, data, response };
  } catch (error) {
    // Everything above throws SoErrors only.
    return { ok: false, error: error as CallError, response };
  } finally {
    deadline?.release(isUnread());
  }
}

/** Says how a body goes: what it is serialized by and which type it has unless the caller says one. */
function bodyInit({ request }: OperationRow, body: unknown, files: FileSupport | undefined): ExchangeInit {
  if (request === "file" && files) return files.send(body);
  if (request !== "patch") return { body };
  // A JSON Patch is a list (RFC 6902, 3), and a list as a merge patch would replace the whole (RFC 7396, 2).
  return { body, mediaType: `application/${Array.isArray(body) ? "json" : "merge"}-patch+json` };
}

async function read(
  response: Response,
  { answer }: OperationRow,
  deadline: Deadline,
  files: FileSupport | undefined,
): Promise<unknown> {
  if (answer === "file" && files) return files.read(response, deadline);
  if (answer !== "none") return readJson(response, deadline, answer === "open");
  // Frees the connection; whether that works makes no difference to the call.
  response.body?.cancel().catch(() => {});
  return undefined;
}

/** @throws {SoContractError} when the answer is not what the contract says, or that cannot be found out. */
async function hold(answer: AnswerToCheck, validate: Validate, deadline: Deadline): Promise<void> {
  const violations = await deadline.race(
    () => validate(answer),
    (options) => new SoContractError([], options),
  );
  if (violations?.length) throw new SoContractError(violations, deadline);
}

function query({ select = [], query: rest }: NamedCallOptions, call: FailedCall): object {
  const bad = select.find((path) => !/^[^\s,/]+(?:\/[^\s,/]+)*$/.test(path));
  if (bad !== undefined) throw new SoRequestError(`${JSON.stringify(bad)} in select is no path`, { call });
  return { ...rest, ...(select.length > 0 && { $select: [...new Set(select)].join() }) };
}
