import type { Matcher, Operation, Shapes } from "@so-webapi/operations";
import { table } from "@so-webapi/operations/table";
import type { OperationValidators } from "@so-webapi/validators";
import { loadValidators } from "@so-webapi/validators/all";

/** What the proxy knows of an API: which operations there are and what their bodies look like. */
export interface Contract {
  readonly operations: readonly Operation[];
  readonly shapes: Shapes;
  /** What the bodies of an operation look like, where that costs less than to ask `shapes`. Default: `shapes`. */
  readonly shapesOf?: (operation: Operation) => Shapes;
  /** Gives the validators of an operation; a group is loaded when it is first asked for. */
  readonly loadValidators: (operationId: string) => Promise<OperationValidators | undefined>;
  /** Finds an operation. Default: a matcher over `operations`. */
  readonly match?: Matcher;
  /** Number of operations. Default: the length of `operations`. */
  readonly size?: number;
}

/** The whole contract. A group is unpacked when a path first asks for it: an isolate that starts pays for what it answers. */
export const wholeContract: Contract = {
  get operations() {
    return table.operations;
  },
  shapes: table.shapes,
  shapesOf: table.shapesOf,
  loadValidators,
  match: table.match,
  size: table.size,
};
