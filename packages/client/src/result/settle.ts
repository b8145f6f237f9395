import { SoError } from "../errors/so-error.ts";
import type { Answer, Result } from "./result.ts";

/** A call's outcome in either mode. */
export type AnyAnswer<Data> = Answer<Result<Data>> | Answer<Data>;

/** The outcome of a call in either mode, brought to one form. It throws nothing that a call could fail with. */
export async function settle<Data>(answer: AnyAnswer<Data>): Promise<Result<Data>> {
  try {
    const value = await answer;
    return isResult(value) ? value : { ok: true, data: value, response: await answer.head() };
  } catch (error) {
    // A call that throws throws what its result would have, and an answer that never began has no head.
    if (error instanceof SoError) return { ok: false, error: error as CallErrorOf<Data> };
    throw error;
  }
}

type CallErrorOf<Data> = Extract<Result<Data>, { ok: false }>["error"];

/** No JSON holds a `Response` or an error, so data cannot be taken for a result. */
function isResult<Data>(value: Result<Data> | Data): value is Result<Data> {
  if (typeof value !== "object" || value === null || !("ok" in value)) return false;
  return value.ok
    ? "response" in value && value.response instanceof Response
    : "error" in value && value.error instanceof SoError;
}
