import type { Operation, Shapes } from "@so-webapi/operations";
import { operations, shapes } from "@so-webapi/operations/all";
import type { OperationValidators } from "@so-webapi/validators";
import { loadValidators } from "@so-webapi/validators/all";

/** What the proxy knows of an API: which operations there are and what their bodies look like. */
export interface Contract {
  readonly operations: readonly Operation[];
  readonly shapes: Shapes;
  /** Gives the validators of an operation; a group is loaded when it is first asked for. */
  readonly loadValidators: (operationId: string) => Promise<OperationValidators | undefined>;
}

/** The whole contract. */
export const wholeContract: Contract = { operations, shapes, loadValidators };
