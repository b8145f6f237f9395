import type { MatcherState } from "vitest";
import { type Contract, type Profile, packedContract } from "../contract/contract.ts";
import type { Json } from "../json/json.ts";
import { type ValidateOptions, validateBody } from "../validate/validate-body.ts";

/** What a matcher holds a body against: the half of the exchange, its status, `$select` and profile. */
export interface MatchOptions extends Pick<ValidateOptions, "direction" | "select" | "status"> {
  /** `open` lets pass what the contract does not know yet. Default: `closed`. */
  readonly profile?: Profile;
}

/** What `expect` takes from a matcher. */
interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The matchers over one contract; see {@link contractMatchers}. A type, for `expect.extend` takes no interface. */
export type ContractMatchers = {
  readonly toMatchContract: (
    this: MatcherState,
    received: unknown,
    operationId: string,
    options?: MatchOptions,
  ) => Promise<MatcherResult>;
};

/**
 * Makes the matchers over a contract of one's own.
 *
 * @example
 * expect.extend(matchersOf(contractFromFile("openapi.json")));
 */
export function matchersOf(contract: Contract | Promise<Contract>): ContractMatchers {
  return {
    async toMatchContract(received, operationId, { profile = "closed", ...options } = {}) {
      const { body, status } = await read(received);
      const found = await validateBody(await contract, operationId, body, {
        ...(status === undefined ? {} : { status }),
        ...options,
      });
      // What the contract has nothing to say of neither matches nor does not.
      if (!found.known) throw new Error(`toMatchContract: ${found.reason}`);
      const counted = found.disagreements.filter(({ kind }) => profile === "closed" || kind === "break");
      const lines = counted.map(
        ({ pointer, message, subject = "" }) => `  ${pointer || "(root)"} ${message} (${subject})`,
      );
      return {
        pass: counted.length === 0,
        message: () =>
          counted.length === 0
            ? `expected the body not to keep the contract of ${operationId}, and it does`
            : `expected the body to keep the contract of ${operationId}:\n${lines.join("\n")}`,
      };
    },
  };
}

let packed: Promise<Contract> | undefined;

/**
 * The matchers over the packed contract, which is read at the first use.
 *
 * @example
 * expect.extend(contractMatchers);
 * await expect(await response.json()).toMatchContract("v1ContactEntity_GetContactEntity");
 * await expect(response).toMatchContract("v1ContactEntity_GetContactEntity"); // status and body
 */
export const contractMatchers: ContractMatchers = {
  toMatchContract(...args) {
    packed ??= packedContract();
    return matchersOf(packed).toMatchContract.apply(this, args);
  },
};

/** A value, or the status and body of an answer, which stays readable. */
async function read(received: unknown): Promise<{ readonly body: Json; readonly status?: number }> {
  if (!(received instanceof Response)) return { body: received as Json };
  return { body: (await received.clone().json()) as Json, status: received.status };
}

declare module "vitest" {
  // The parameters are those of vitest's own declaration, with which this one is merged.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> {
    /** Resolves where the body, or the answer, keeps the contract of an operation; to be awaited. */
    toMatchContract: (operationId: string, options?: MatchOptions) => Promise<void>;
  }
}
