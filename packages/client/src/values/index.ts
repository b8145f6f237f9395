export { base64Of, bytesOf } from "./bytes.ts";
export { fromDate, toDate, type ZoneInput, type ZoneOption } from "./dates.ts";
export { type FlagOf, flags, flagsOf } from "./flags.ts";
export { fromTemporal, type TemporalLike, toTemporal } from "./temporal.ts";
export { multiLanguage, textOf, textsOf } from "./texts.ts";
export { SoValueError } from "./value-error.ts";
