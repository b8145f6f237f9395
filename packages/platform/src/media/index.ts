export { accepts } from "./accepts.ts";
export { isJson, type MediaType, parseMediaType } from "./media-type.ts";
