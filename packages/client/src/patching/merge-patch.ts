import type { MergePatchInput } from "@so-webapi/types";

/**
 * What a Merge Patch (RFC 7396) of an entity may hold: any of its properties, `null` to take a value away. In place of a
 * whole array it may have one element, which the platform appends. Source: platform, "Answers".
 */
export type MergeOf<Value> = Value extends string | number | boolean | null | undefined
  ? Value
  : Value extends readonly (infer Item)[]
    ? Value | MergeOf<Item>
    : { readonly [Name in keyof Value]?: MergeOf<Value[Name]> | null };

/**
 * Gives a Merge Patch that was checked against the entity: names in its own spelling, values of their types.
 *
 * @example
 * import { mergePatch } from "@so-webapi/client/patching";
 * import type { ContactEntityInput } from "@so-webapi/types";
 *
 * await so.contact.patch(7, mergePatch<ContactEntityInput>({ Department: "Oslo", Category: { Id: 3 } }));
 */
export function mergePatch<Entity = never>(changes: NoInfer<MergeOf<Entity>>): MergePatchInput {
  // An interface has no index signature of its own; what it holds is an object by name.
  return changes as MergePatchInput;
}
