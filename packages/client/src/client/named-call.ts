import { parseErrorBody } from "@so-webapi/platform/errors";
import { formatSelect } from "@so-webapi/platform/select";
import type { OperationRow } from "../api/operation-row.ts";
import { type CallError, type FailedCall, SoRequestError, SoStatusError } from "../errors/so-error.ts";
import type { Result } from "../result/result.ts";
import { startDeadline } from "../transport/deadline.ts";
import { type ExchangeInit, exchange, type Transport } from "../transport/exchange.ts";
import { readFile } from "../transport/read-file.ts";
import { readJson } from "../transport/read-json.ts";
import { bodyInit } from "./body-init.ts";
import { isTimeout, TIMEOUT_RULE } from "./check-options.ts";

/** A call's options as they arrive: checked by types only, for those who have them. */
interface NamedCallOptions {
  readonly select?: readonly string[];
  readonly query?: Readonly<Record<string, unknown>>;
  readonly language?: string;
  readonly headers?: Headers | Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

export interface NamedCallDefaults {
  readonly timeoutMs: number;
}

/** Takes path parameters in the template's order, then the body if there is one, then options. Never rejects. */
export type NamedCall = (...args: readonly unknown[]) => Promise<Result<unknown>>;

/** For a file: bytes first. Not with a wildcard for all, which has the platform answer whatever it likes best. */
const FILE_ACCEPT = "application/octet-stream, image/*;q=0.9, application/json;q=0.5";

/** Makes the call of one operation. Its row is read when it is called: a program calls few of those that it holds. */
export function createNamedCall(
  readRow: () => OperationRow,
  transport: Transport,
  defaults: NamedCallDefaults,
): NamedCall {
  return async (...args) => {
    const row = readRow();
    const call: FailedCall = { method: row.method, path: row.path, operationId: row.id };
    const names = [...row.path.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name);
    const bodyAt = names.length;
    const optionsAt = row.request === "none" ? bodyAt : bodyAt + 1;
    const options = (args[optionsAt] ?? {}) as NamedCallOptions;
    const timeoutMs = options.timeoutMs ?? defaults.timeoutMs;
    if (!isTimeout(timeoutMs)) return { ok: false, error: new SoRequestError(TIMEOUT_RULE, { call }) };

    const deadline = startDeadline({ call, signal: options.signal ?? null, timeoutMs });
    let response: Response | undefined;
    try {
      const init: ExchangeInit = {
        params: { path: pathParameters(names, args, call), query: query(options, call) },
        headers: { ...(row.answer === "file" && { Accept: FILE_ACCEPT }), ...headers(options) },
        ...(row.request !== "none" && bodyInit(row.request, args[bodyAt])),
        parseAs: "stream",
      };
      const onResponse = (answer: Response) => {
        response = answer;
      };
      const answer = await exchange(transport, init, { call, deadline, onResponse });
      response = answer.response;
      if (!response.ok) {
        return fail(new SoStatusError(response.status, parseErrorBody(answer.error), { call }), response);
      }
      if (row.answer === "none") {
        // Frees the connection; whether that works makes no difference to the call.
        await response.body?.cancel().catch(() => {});
        return { ok: true, data: undefined, response };
      }
      const data =
        row.answer === "file"
          ? await readFile(response, call, deadline)
          : await readJson(response, row.method, call, deadline, { admitEmpty: row.answer === "open" });
      return { ok: true, data, response };
    } catch (error) {
      // Everything above throws SoErrors only.
      return fail(error as CallError, response);
    } finally {
      deadline.release();
    }
  };
}

function fail(error: CallError, response: Response | undefined): Result<never> {
  return response === undefined ? { ok: false, error } : { ok: false, error, response };
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

function headers({ headers: own, language }: NamedCallOptions): Record<string, string | undefined> {
  const given = own instanceof Headers ? Object.fromEntries(own) : own;
  return language === undefined ? { ...given } : { "Accept-Language": language, ...given };
}
