import type { Method } from "@so-webapi/operations";

/** What the client needs to know of an operation to call it. */
export interface OperationRow {
  /** operationId in the contract. */
  readonly id: string;
  readonly method: Method;
  /** Path template. Its parameters are a call's first arguments, in their order. */
  readonly path: string;
  /** `"json"` when a call takes a body. */
  readonly request: "json" | "none";
  /** `"json"` when a success has a body, except with a status that rules it out (204). */
  readonly answer: "json" | "none";
}

/**
 * One agent or entity, to be given to `createClient`: a table for the run-time, and types that have no value. Import
 * it from `@so-webapi/client/agents/…` or `/entities/…`; a program holds only the ones that it imports.
 */
export interface Api<Paths extends object = object, Calls extends object = object> {
  /** Where the calls hang on the client: `["agents", "contact"]` or `["contact"]`. */
  readonly at: readonly string[];
  /** Operations by the name of their call. */
  readonly operations: Readonly<Record<string, OperationRow>>;
  /** Never set: carries the types of the raw and of the named calls. */
  readonly "~types"?: { readonly paths: Paths; readonly calls: Calls };
}
