export {
  createLazyMatcher,
  createMatcher,
  type LaterOperations,
  type Match,
  type Matcher,
  type Routed,
} from "./matcher.ts";
export type * from "./operation.ts";
