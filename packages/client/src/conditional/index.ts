export {
  type Changed,
  type Conflict,
  type Failed,
  type Fresh,
  ifModifiedSince,
  ifUnmodifiedSince,
  type NotModified,
} from "./conditional.ts";
