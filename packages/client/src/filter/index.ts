export { and, type Filter, filterText, or } from "./combine.ts";
export { type DateInput, type Field, field, type ValueInput } from "./field.ts";
