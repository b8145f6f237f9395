import type { OperationValidators } from "@so-webapi/validators";
import type { CompiledDocument } from "../contract/compile.ts";
import type { Json } from "../json/json.ts";
import { describe, type Mutation } from "../mutation/mutation.ts";
import { type Direction, directions, readBody, type Sample } from "../samples/sample.ts";
import { type Outcome, outcome } from "./check.ts";

/** Two opinions on the same bodies: the validators that are shipped, and the document compiled here. */
export interface Opinions {
  readonly profile: string;
  readonly shipped: (operationId: string) => Promise<OperationValidators | undefined>;
  readonly compiled: CompiledDocument;
}

/**
 * `validators.agree`: the shipped validators, which were rewritten to be small and fast, say the same of the sample
 * and of every changed body as the document itself does.
 */
export async function validatorsAgree(
  opinions: readonly Opinions[],
  sample: Sample,
  mutations: readonly Mutation[],
): Promise<Outcome & { readonly compared: number }> {
  const problems: string[] = [];
  let compared = 0;
  for (const { profile, shipped, compiled } of opinions) {
    const [one, other] = [await shipped(sample.operationId), compiled.operation(sample.operationId)];
    const compare = (direction: Direction, body: Json, what: string): void => {
      const status = String(sample.response.status);
      const checks = [one, other].map((side) =>
        direction === "request" ? side?.request : side?.responses[status],
      );
      const [left, right] = checks.map((check) => check && check(body).length === 0);
      compared++;
      if (left === undefined || left !== right)
        problems.push(`${profile}: shipped ${left}, compiled ${right}: ${what}`);
    };
    for (const direction of directions) {
      const reading = readBody(sample, direction);
      if (reading.ok) compare(direction, reading.body, `the ${direction} as printed`);
    }
    for (const mutation of mutations) {
      if (mutation.of === "body") compare(mutation.direction, mutation.body(), describe(mutation));
    }
  }
  return { ...outcome(problems), compared };
}
