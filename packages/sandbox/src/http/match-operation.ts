import { createMatcher } from "@so-webapi/operations";
import { operations } from "@so-webapi/operations/all";

/** Finds the operation of a method and a path, which is decoded and begins with `/api/v1/`. Made once: there are many. */
export const matchOperation = createMatcher(operations);
