export { formatSelect, parseSelect, type SelectErrorCode, type SelectTree, selects } from "./select.ts";
