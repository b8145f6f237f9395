export { applyPatch } from "./apply-patch.ts";
export { JSON_PATCH_MEDIA_TYPE, MERGE_PATCH_MEDIA_TYPE, parsePatch } from "./parse-patch.ts";
export type {
  JsonPatch,
  MergePatch,
  Patch,
  PatchErrorCode,
  PatchFailure,
  PatchOperation,
  PatchPath,
  PatchShape,
} from "./patch-types.ts";
