import { operations } from "@so-webapi/operations/all";
import { parseSelect } from "@so-webapi/platform";
import { checkAnswer } from "@so-webapi/validators";
import { loadValidators } from "@so-webapi/validators/all";
import type { RecordedRequest } from "./recorded-request.ts";

/** Whether an answer keeps the contract, as far as that can be told. */
export type ContractVerdict =
  | { readonly result: "ok" }
  | { readonly result: "unchecked"; readonly reason: string }
  | {
      readonly result: "invalid";
      readonly violations: readonly { readonly pointer: string; readonly message: string }[];
    };

const unchecked = (reason: string): ContractVerdict => ({ result: "unchecked", reason });

/** Holds a recorded answer to the contract. Made when somebody looks at it, for it costs more than the answer. */
export async function contractVerdict(recorded: RecordedRequest): Promise<ContractVerdict> {
  const operation = operations.find(({ operationId }) => operationId === recorded.operationId);
  if (operation === undefined) return unchecked("no operation of the contract");
  if (recorded.status < 200 || recorded.status > 299) return unchecked("only answers with 2xx are described");
  if (!operation.statuses.includes(recorded.status)) {
    return {
      result: "invalid",
      violations: [{ pointer: "", message: `status ${recorded.status} is not listed` }],
    };
  }
  const { headers, body } = recorded.response;
  const mediaType = headers.find(([name]) => name === "content-type")?.[1] ?? "";
  if (body === null) return unchecked("no body was kept");
  if (!/json/i.test(mediaType)) return unchecked("no JSON");
  const value = parsed(body);
  const validators = await loadValidators(operation.operationId);
  if (value === undefined || validators === undefined)
    return unchecked("the body was too long to be kept whole");
  const query = new URLSearchParams(recorded.target.split("?")[1] ?? "");
  const isList = operation.parameters.some(({ name }) => name === "$filter");
  const select = parseSelect(isList ? "" : (query.get("$select") ?? ""));
  const violations = checkAnswer(
    validators,
    recorded.status,
    value,
    select.ok ? { select: select.value } : {},
  );
  if (violations === undefined) return unchecked("the contract says nothing of the body");
  return violations.length === 0 ? { result: "ok" } : { result: "invalid", violations };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
