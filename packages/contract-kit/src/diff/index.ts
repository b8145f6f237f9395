export { changesetOf } from "./changeset.ts";
export { type Bump, bumpOf, type Change, diffContracts } from "./diff.ts";
export { type DiffRuleId, diffRules } from "./rules.ts";
