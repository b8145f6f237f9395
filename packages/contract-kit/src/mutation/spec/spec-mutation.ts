import type { ContractDocument } from "../../contract/document.ts";
import type { JsonObject } from "../../json/json.ts";

/** A change of the contract itself. */
export type SpecMutation = ClassMutation | OperationMutation;

interface SpecMutationBase {
  readonly kind: string;
  /** JSON pointer into the document. */
  readonly where: string;
  /** The changed document. */
  readonly document: () => ContractDocument;
}

/** A change inside one of `components.schemas`. */
export interface ClassMutation extends SpecMutationBase {
  readonly of: "class";
  readonly class: string;
  /** The property whose schema was changed; undefined for the class as a whole. */
  readonly property: string | undefined;
  /** The schema that was changed, and what it became. */
  readonly before: JsonObject;
  readonly after: JsonObject;
  /** The whole class after the change. */
  readonly schema: () => JsonObject;
}

/** A change of an operation, of a parameter or of the security. */
export interface OperationMutation extends SpecMutationBase {
  readonly of: "operation";
  readonly operationIds: readonly string[];
}
