import { isDateTime } from "@so-webapi/platform/dates";

/**
 * The format of the contract that needs a function (POLICY.md, P6 and P8); int32, int64 and double are conditions in
 * the compiled code. All are asserted, not annotations.
 */
export const formats = {
  "so-date-time": { type: "string", validate: isDateTime },
} as const;
