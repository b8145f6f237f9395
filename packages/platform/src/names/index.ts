export { type CanonicalizeOptions, canonicalize } from "./canonicalize.ts";
export type { ClassShape, PropertyShape, RootShape, Shapes } from "./shapes.ts";
