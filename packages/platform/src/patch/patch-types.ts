import type { Shapes } from "../names/shapes.ts";
import type { Failure } from "../result.ts";

/** A change of an entity, as {@link parsePatch} gives it. */
export type Patch = JsonPatch | MergePatch;

/** Changes one by one (RFC 6902), all of them or none. */
export interface JsonPatch {
  readonly kind: "json-patch";
  readonly operations: readonly PatchOperation[];
}

/** The names of a path, outermost first, unescaped, in the case that was sent; never empty. */
export type PatchPath = readonly [string, ...string[]];

/** One operation of a JSON Patch (RFC 6902, 4) that the platform takes: `move` and `copy` are not among them. */
export type PatchOperation =
  | { readonly op: "add" | "replace" | "test"; readonly path: PatchPath; readonly value: unknown }
  | { readonly op: "remove"; readonly path: PatchPath };

/** Properties with their new values (RFC 7396). */
export interface MergePatch {
  readonly kind: "merge-patch";
  readonly changes: Readonly<Record<string, unknown>>;
}

/** What the contract knows of the document: its class and the classes that it reaches. */
export interface PatchShape {
  readonly class: string;
  readonly shapes: Shapes;
}

/**
 * What is wrong with a patch. `form`: neither a list nor an object, or not what its media type says. `operation`:
 * an element that is no operation. `unsupported`: an operation that the platform does not have, `move` and `copy`
 * among them. `path`: no path. `value`: an operation without the value that it needs. `too-long`: more
 * than 10,000 operations. `too-deep`: values or a result deeper than 200 levels. `target-missing`: nothing stands where a path leads. `index`: no such element of
 * an array. `test-failed`: a `test` found something else, which the platform answers with 409.
 */
export type PatchErrorCode =
  | "patch-form"
  | "patch-operation"
  | "patch-operation-unsupported"
  | "patch-path"
  | "patch-value"
  | "patch-too-long"
  | "patch-too-deep"
  | "patch-target-missing"
  | "patch-index"
  | "patch-test-failed";

/** Why a patch was refused, and where; it repeats no value. */
export interface PatchFailure extends Failure<PatchErrorCode> {
  /** Where in the patch, as a JSON Pointer (RFC 6901): `/2/path`, or an empty text for the whole of it. */
  readonly place: string;
}
