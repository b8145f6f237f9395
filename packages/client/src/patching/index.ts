export { type MergeOf, mergePatch } from "./merge-patch.ts";
export { Patch, type PatchOperation, patch } from "./patch.ts";
export type { PatchPath, ValueAt } from "./value-at.ts";
