import type { Call } from "../http/call.ts";
import type { Instant } from "../model/instant.ts";
import type { JsonObject } from "../model/json.ts";

/** An entity as it stands in the database, put together to the body of its class. */
export interface Stored {
  readonly id: number;
  /** In inner form; every property of the class. */
  readonly body: JsonObject;
  readonly updatedAt: Instant;
  /**
   * References that `body` shows as null because what they lead to is deleted, by property. An update that leaves such a
   * property null leaves the reference as it is, so that it is there again when its target is.
   */
  readonly hidden?: JsonObject;
}

/** A body with the hidden references in the places that are null. */
export function withHidden(body: JsonObject, { hidden }: Stored): JsonObject {
  if (hidden === undefined) return body;
  const shown = Object.entries(body).filter(([key, value]) => value !== null || !Object.hasOwn(hidden, key));
  return { ...hidden, ...Object.fromEntries(shown) };
}

/**
 * What one kind of entity knows to do: the REST operations of the entity and the four of its agent are made from it by
 * {@link import("./entity-operations.ts").entityOperations}, so that both sides do the same.
 */
export interface EntityKind {
  /** Class of the contract: `ContactEntity`. */
  readonly className: string;
  /** Its primary key: `ContactId`. */
  readonly key: string;
  /** How errors call one: `Contact`. */
  readonly title: string;
  /** A new entity with the platform's defaults, not stored. */
  defaults(call: Call): Promise<JsonObject>;
  /** What is stored under an id, or undefined; what is deleted counts as not there. */
  load(call: Call, id: number): Promise<Stored | undefined>;
  /** Stores a new one from a body that can lack properties, and gives its id. An id in the body does not decide. */
  create(call: Call, body: JsonObject): Promise<number>;
  /** Changes a stored one to `body`, which has every property that `before.body` has. */
  update(call: Call, before: Stored, body: JsonObject): Promise<void>;
  remove(call: Call, before: Stored): Promise<void>;
}
