import { parseErrorBody } from "@so-webapi/platform/errors";
import type { BodySupport } from "../api/body-support.ts";
import type { OperationRow } from "../api/operation-row.ts";
import {
  type CallError,
  type FailedCall,
  SoContractError,
  SoRequestError,
  SoStatusError,
} from "../errors/so-error.ts";
import type { Answer, Result } from "../result/result.ts";
import { ask } from "../transport/ask.ts";
import { type AttemptOptions, type Attempts, startAttempts } from "../transport/attempts.ts";
import type { Deadline } from "../transport/deadline.ts";
import { type ExchangeInit, plainHeaders, type Transport } from "../transport/exchange.ts";
import { readError, readJson } from "../transport/read-json.ts";
import { type LocaleOptions, localeHeaders } from "./locale-headers.ts";
import type { Validate } from "./validate.ts";

/** A call's options as they arrive: checked by types only, for those who have them. */
interface NamedCallOptions extends LocaleOptions, AttemptOptions {
  readonly select?: readonly string[];
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Headers | Readonly<Record<string, string | undefined>>;
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
  bodies: BodySupport | undefined,
): NamedCall {
  let row: OperationRow | undefined;
  let names: readonly string[] = [];
  return (...args) => {
    if (!row) {
      row = readRow();
      names = row.path.match(/[^{}]+(?=\})/g) ?? names;
    }
    const { id: operationId, method, path, safe, request, answer: kind } = row;
    const call: FailedCall = { method, path, operationId };
    const others = args.slice(names.length);
    const body = request === "none" ? undefined : others.shift();
    const options = (others[0] ?? {}) as NamedCallOptions;
    let isUnread = false;

    const init = (): ExchangeInit => ({
      params: {
        path: Object.fromEntries(names.map((name, index) => [name, args[index]])),
        query: query(options, call),
      },
      headers: {
        Accept: kind === "file" ? bodies?.accept : undefined,
        ...localeHeaders(options),
        ...plainHeaders(options.headers),
      },
      retry: options.retry,
      ...(bodies ? bodies.send(request, body) : { body }),
    });

    const read = async (response: Response, deadline: Deadline): Promise<Result<unknown>> => {
      const { status } = response;
      let data: unknown;
      if (isUnread) return { ok: true, data, response };
      if (!response.ok)
        throw new SoStatusError(status, parseErrorBody(await readError(response, deadline)), { call });
      if (kind === "file" && bodies) data = await bodies.read(response, deadline);
      else if (kind !== "none") data = await readJson(response, deadline, kind === "open");
      // Frees the connection; whether that works makes no difference to the call.
      else response.body?.cancel().catch(() => {});
      if (validate && kind === "json") {
        const check = () => validate({ operationId, status, data, select: options.select ?? [] });
        const violations = await deadline.race(check, (failed) => new SoContractError([], failed));
        if (violations?.length) throw new SoContractError(violations, { call });
      }
      return { ok: true, data, response };
    };

    const run = async (): Promise<Result<unknown>> => {
      let attempts: Attempts | undefined;
      try {
        attempts = startAttempts(call, transport, options, safe);
        return await ask(transport, init(), attempts, read);
      } catch (error) {
        // Everything above throws SoErrors only.
        return { ok: false, error: error as CallError, response: attempts?.response };
      } finally {
        attempts?.release(isUnread);
      }
    };

    const result = run();
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

/** @throws {SoRequestError} for what is no path in `select`. */
function query({ select = [], query: rest }: NamedCallOptions, call: FailedCall): object {
  const bad = select.find((path) => !/^[^\s,/]+(?:\/[^\s,/]+)*$/.test(path));
  if (bad !== undefined) throw new SoRequestError(`${JSON.stringify(bad)} in select is no path`, { call });
  return { ...rest, ...(select.length > 0 && { $select: [...new Set(select)].join() }) };
}
