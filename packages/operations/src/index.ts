export { createMatcher, type Match, type Matcher } from "./matcher.ts";
export type * from "./operation.ts";
