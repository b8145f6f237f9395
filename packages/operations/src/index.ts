export type * from "./operation.ts";
export { createMatcher, type Match, type Matcher } from "./matcher.ts";
