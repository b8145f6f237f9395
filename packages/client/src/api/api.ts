import type { BodySupport } from "./body-support.ts";

/**
 * One agent or entity, to be given to `createClient`: a table for the run-time, and types that have no value. Import
 * it from `@so-webapi/client/agents/…` or `/entities/…`; a program holds only the ones that it imports.
 */
export interface Api<
  Paths extends object = object,
  Calls extends object = object,
  Throwing extends object = object,
> {
  /** Where the calls hang on the client: `["agents", "contact"]` or `["contact"]`. */
  readonly at: readonly string[];
  /** What the operationIds begin with, `v1ContactAgent_` for example. */
  readonly id: string;
  /** What the paths begin with, `/api/v1/Agents/Contact` for example. */
  readonly path: string;
  /** Rows by the name of their call, in the form that `readRow` takes. */
  readonly calls: Readonly<Record<string, string>>;
  /** What calls with files or patches need; absent where there are none. */
  readonly bodies?: BodySupport;
  /** Never set: carries the types of the raw calls, and of the named ones in both modes. */
  readonly "~types"?: { readonly paths: Paths; readonly calls: Calls; readonly throwing: Throwing };
}
