export { differences } from "./difference.ts";
export { type Edit, edited } from "./edit.ts";
export { isArray, isObject, type Json, type JsonObject } from "./json.ts";
export { lineOf } from "./line-of.ts";
export { isWithin, type Token, tokensOf, toPointer, valueAt } from "./pointer.ts";
