export { formatFlags, hasFlag, parseFlags, sameFlags } from "./comma-list.ts";
export { flagsFromNumber, flagsToNumber } from "./flag-number.ts";
