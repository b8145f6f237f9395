import type { ProxyAnswer } from "../message/proxy-answer.ts";
import type { Exchange } from "../observe/exchange.ts";
import type { Settings } from "../settings.ts";
import { guardTarget, narrowedQuery } from "../visibility/guard-target.ts";
import { uncheckable } from "../visibility/refusal.ts";
import type { View } from "../visibility/view.ts";
import { forward, type MatchedRequest } from "./forward.ts";

/** Sends on what a caller asks who may not see everything: nothing that is hidden goes in or comes out. */
export async function forwardLimited(
  exchange: Exchange,
  matched: MatchedRequest,
  view: View,
  settings: Settings,
): Promise<ProxyAnswer> {
  const { operation, query } = matched;
  // What an unknown write overwrites, nobody can say.
  const isUnknown = !matched.isDocumented && !operation.safe;
  const refusal = isUnknown
    ? uncheckable("The caller may not see everything, and the contract does not know the operation.")
    : guardTarget(view, matched, exchange.request.headers.get("accept"));
  if (refusal !== undefined) {
    exchange.facts.operationId = operation.operationId;
    exchange.request.body?.cancel();
    return exchange.problem(refusal.code, refusal);
  }
  const answer = await forward(
    exchange,
    { ...matched, view, query: narrowedQuery(view, operation, query) },
    settings,
  );
  // The length of what HEAD would get tells of what is hidden.
  if (exchange.request.method === "HEAD") answer.headers.delete("content-length");
  return answer;
}
