import type { Operation } from "@so-webapi/operations";
import { selectorsOf, selectsAny } from "../policies/selectors.ts";
import type { ValidationMode } from "./verdict.ts";

/** How strictly the messages of one operation are held to the contract. */
export interface ValidationModes {
  /** For bodies and parameters of requests. */
  readonly requests: ValidationMode;
  /** For bodies of answers. */
  readonly answers: ValidationMode;
}

/** What is set for some operations apart from the others. */
export interface OperationOptions {
  /** What is not given stays as it is for wider selectors. */
  readonly validation?: Partial<ValidationModes>;
}

/** Settings by operation: `*`, `agents/*`, `entities/*`, a group (`agents/contact`), or the id of an operation. */
export type OperationsOptions = Readonly<Record<string, OperationOptions>>;

/**
 * Gives the modes of each operation: the closest selector counts, first the operation's id, then its group, then its kind.
 *
 * @throws {TypeError} for a selector that names nothing.
 */
export function modesOf(
  general: ValidationModes,
  apart: OperationsOptions | undefined,
  contract: { readonly operations: readonly Operation[] },
): (operation: Operation) => ValidationModes {
  const bySelector = new Map(
    Object.entries(apart ?? {}).map(([selector, { validation }]) => [selector.toLowerCase(), validation]),
  );
  if (bySelector.size === 0) return () => general;
  const { operations } = contract;
  for (const selector of bySelector.keys()) {
    if (!selectsAny(selector, operations)) throw new TypeError(`operations: ${selector} names none`);
  }
  const found = new Map(
    operations.map((operation): [string, ValidationModes] => [
      operation.operationId,
      Object.assign({}, general, ...selectorsOf(operation).map((selector) => bySelector.get(selector))),
    ]),
  );
  return ({ operationId }) => found.get(operationId) ?? general;
}
