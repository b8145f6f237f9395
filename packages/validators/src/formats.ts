import { isDateTime } from "@so-webapi/platform/dates";

/** The formats of the contract (POLICY.md, P6 and P8). They are asserted, not annotations. */
export const formats = {
  "so-date-time": { type: "string", validate: isDateTime },
  int32: { type: "number", validate: (value: number): boolean => value >= -(2 ** 31) && value < 2 ** 31 },
  // A double cannot tell 2^63 from its neighbours; the bounds are as exact as the value itself.
  int64: { type: "number", validate: (value: number): boolean => value >= -(2 ** 63) && value <= 2 ** 63 },
  double: { type: "number", validate: Number.isFinite },
} as const;
