import type { Edit } from "../json/edit.ts";
import type { Json } from "../json/json.ts";
import type { Direction, Sample } from "../samples/sample.ts";
import type { Place } from "./place.ts";

/** A change of one sample: of its body at a place, or of the message around the body. */
export type Mutation = BodyMutation | MessageMutation;

interface MutationBase {
  /** Id of the kind. */
  readonly kind: string;
  readonly operationId: string;
  readonly direction: Direction;
  /** Where it was made, for people: a JSON pointer, `method`, `header Accept`. */
  readonly where: string;
  /** The change is at, above or below a recorded fault, so the record no longer fits. */
  readonly touchesFault: boolean;
  /** The changed sample. */
  readonly sample: () => Sample;
}

/** A change of a sample's body. */
export interface BodyMutation extends MutationBase {
  readonly of: "body";
  readonly place: Place;
  readonly edit: Edit;
  /** Which of its kind's edits of the place this is. */
  readonly variant: number;
  readonly body: () => Json;
}

/** Which part of a message was changed, with what an excuse may want to know of it. */
export interface MessageMutation extends MutationBase {
  readonly of: "message";
  readonly part:
    | { readonly type: "method" | "path" | "query" | "status" | "reason" | "body" }
    | { readonly type: "header"; readonly name: string; readonly before?: string; readonly after?: string };
}

/** Where it stands in reports. */
export const describe = ({ operationId, direction, kind, where }: Mutation): string =>
  `${operationId} ${direction} ${kind} ${where || "(root)"}`;
