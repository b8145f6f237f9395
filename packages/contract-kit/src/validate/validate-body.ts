import type { SelectTree } from "@so-webapi/platform/select";
import { checkAnswer, type Violation } from "@so-webapi/validators";
import { excerpt } from "../checks/sides.ts";
import type { Contract, SpecTarget } from "../contract/contract.ts";
import { operationById } from "../contract/document.ts";
import { locate } from "../contract/locate.ts";
import type { EvidenceFact, FindEvidence } from "../evidence/evidence.ts";
import { isObject, type Json } from "../json/json.ts";
import { tokensOf, valueAt } from "../json/pointer.ts";
import type { Direction } from "../samples/sample.ts";

/** One place where a body is not what the contract says. */
export interface Disagreement {
  /** JSON pointer into the body. */
  readonly pointer: string;
  readonly keyword: string;
  /** What the contract wants, without any of the value. */
  readonly message: string;
  /** `break`: clients made of the contract may fail. `drift`: the body has more than the contract knows, which they allow. */
  readonly kind: "break" | "drift";
  /** What stands there, the first lines of it. */
  readonly found: string;
  /** `Class.Property`, a class, `operationId.response`. */
  readonly subject?: string;
  /** JSON pointer into the contract. */
  readonly contract?: string;
  /** What the contract's word rests on. */
  readonly evidence?: EvidenceFact;
}

/** The half of the exchange that a body is of, and what is known of it. */
export interface ValidateOptions {
  /** Default: `response`. */
  readonly direction?: Direction;
  /** Status of the answer. Default: the operation's first 2xx. */
  readonly status?: number;
  /** What the request's `$select` kept; null is admitted for the rest. Default: everything. */
  readonly select?: SelectTree;
  /** Default: disagreements have no evidence. */
  readonly evidence?: FindEvidence;
}

/** The outcome, or why the contract has nothing to say. */
export type Validation =
  | { readonly known: true; readonly status: number; readonly disagreements: readonly Disagreement[] }
  | { readonly known: false; readonly reason: string };

/** Holds a parsed body against the contract: what breaks it, what it does not know yet, and what its word rests on. */
export async function validateBody(
  contract: Contract,
  operationId: string,
  body: Json,
  options: ValidateOptions = {},
): Promise<Validation> {
  const { direction = "response", status = firstSuccess(contract, operationId) } = options;
  if (operationById(contract.open.document, operationId) === undefined)
    return { known: false, reason: `the contract has no operation ${operationId}` };
  const [open, closed] = await Promise.all(
    [contract.open, contract.closed].map((target) => violations(target, operationId, body, status, options)),
  );
  if (open === undefined || closed === undefined)
    return { known: false, reason: `the contract has no JSON ${direction} of ${operationId} with ${status}` };
  const breaks = new Set(open.map(({ pointer, keyword }) => `${pointer} ${keyword}`));
  const disagreements = closed.map((violation): Disagreement => {
    const { pointer, keyword, message } = violation;
    const tokens = tokensOf(body, pointer);
    const place = locate(contract.closed.document, operationId, { direction, status }, tokens);
    const evidence = place && options.evidence?.(place.subject);
    return {
      pointer,
      keyword,
      message,
      kind: breaks.has(`${pointer} ${keyword}`) ? "break" : "drift",
      found: excerpt(valueAt(body, tokens)),
      ...(place === undefined ? {} : { subject: place.subject, contract: place.pointer }),
      ...(evidence === undefined ? {} : { evidence }),
    };
  });
  return { known: true, status, disagreements };
}

async function violations(
  { loadValidators }: SpecTarget,
  operationId: string,
  body: Json,
  status: number,
  { direction = "response", select }: ValidateOptions,
): Promise<readonly Violation[] | undefined> {
  const validators = await loadValidators(operationId);
  if (direction === "request") return validators?.request?.(body);
  if (validators?.responses[String(status)] === undefined) return undefined;
  return checkAnswer(validators, status, body, select === undefined ? {} : { select });
}

/** The status that an answer most likely has: the operation's first success; 200 where it has none. */
export function firstSuccess({ open }: Contract, operationId: string): number {
  const responses = operationById(open.document, operationId)?.operation["responses"];
  const success = Object.keys(isObject(responses) ? responses : {}).find((status) => /^2\d\d$/.test(status));
  return Number(success ?? 200);
}
