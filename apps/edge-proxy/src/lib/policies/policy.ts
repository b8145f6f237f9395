import type { Operation } from "@so-webapi/operations";
import type { VisibilityOptions } from "../visibility/selectors.ts";
import { selectorsOf, selectsAny } from "./selectors.ts";

/** What a caller may do. Everything that is given must hold. */
export interface PolicyOptions extends VisibilityOptions {
  /**
   * Operations that it may call: `*`, `agents/*`, `entities/*`, a group (`agents/contact`, `entities/person`), or an
   * operation by its id (`v1ContactEntity_GetAll`). Default all.
   */
  readonly operations?: readonly string[];
  /** True lets through only what the contract marks safe: it changes nothing. Default false. */
  readonly readOnly?: boolean;
}

/** Why an operation may not be called: it writes where only reads may pass, or the policy does not list it. */
export type Refusal = "writes" | "unlisted";

/** Undefined where an operation may be called, else why not. */
export type Allows = (operation: Operation) => Refusal | undefined;

/**
 * Makes the check of a policy.
 *
 * @throws {TypeError} for a selector that names nothing, since a policy with a typing error would not be the one meant.
 */
export function allowing(policy: PolicyOptions, operations: readonly Operation[]): Allows {
  const { operations: wanted, readOnly = false } = policy;
  for (const selector of wanted ?? []) {
    if (!selectsAny(selector, operations)) throw new TypeError(`a policy names no operation by ${selector}`);
  }
  const selectors = wanted && new Set(wanted.map((selector) => selector.toLowerCase()));
  return (operation) => {
    const isListed =
      selectors === undefined || selectorsOf(operation).some((selector) => selectors.has(selector));
    if (!isListed) return "unlisted";
    return readOnly && !operation.safe ? "writes" : undefined;
  };
}
