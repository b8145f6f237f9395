import type { JsonPatch } from "@so-webapi/types";
import type { PatchPath, ValueAt } from "./value-at.ts";

/** One change of a JSON Patch: those that the platform has. */
export type PatchOperation = JsonPatch[number];

/**
 * A JSON Patch (RFC 6902), typed against what it changes. It is a list of operations, to be given to a call as it is; each
 * method gives a longer one and leaves its own as it was.
 */
export class Patch<Entity> extends Array<PatchOperation> {
  /** What `map` and the like give is a plain list. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /** Sets a property, or inserts into an array: at an index, or at the end by `"/Phones/-"`. */
  add<const Path extends string>(path: PatchPath<Entity, Path>, value: ValueAt<Entity, Path>): Patch<Entity> {
    return this.#with({ op: "add", path, value });
  }

  /** Gives a property or an element another value. */
  replace<const Path extends string>(
    path: PatchPath<Entity, Path>,
    value: ValueAt<Entity, Path>,
  ): Patch<Entity> {
    return this.#with({ op: "replace", path, value });
  }

  /** Takes an element out of an array, or a property's value away. */
  remove<const Path extends string>(path: PatchPath<Entity, Path>): Patch<Entity> {
    return this.#with({ op: "remove", path });
  }

  /**
   * Holds the patch back unless a value is this one: the platform then changes nothing and answers with 409. Source:
   * platform, "Answers".
   */
  test<const Path extends string>(
    path: PatchPath<Entity, Path>,
    value: ValueAt<Entity, Path>,
  ): Patch<Entity> {
    return this.#with({ op: "test", path, value });
  }

  #with(operation: PatchOperation): Patch<Entity> {
    const longer = new Patch<Entity>();
    longer.push(...this, operation);
    return longer;
  }
}

/**
 * Begins a JSON Patch. Paths are those of the entity in its own spelling, and values have their types.
 *
 * @example
 * import { patch } from "@so-webapi/client/patching";
 * import type { ContactEntityInput } from "@so-webapi/types";
 *
 * const changes = patch<ContactEntityInput>()
 *   .test("/Department", "Bergen")
 *   .replace("/Department", "Oslo")
 *   .replace("/Category/Id", 3)
 *   .add("/Phones/-", { Value: "+47 22 00 00 00" });
 * const result = await so.contact.patch(7, changes);
 * if (!result.ok && result.error.code === "status" && result.error.status === 409) console.log("not in Bergen");
 */
export function patch<Entity = never>(): Patch<Entity> {
  return new Patch<Entity>();
}
