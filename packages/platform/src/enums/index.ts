export { canonicalEnum } from "./canonical-enum.ts";
export type { EnumShape } from "./enum-shape.ts";
