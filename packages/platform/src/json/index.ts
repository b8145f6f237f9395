export { type JsonErrorCode, type JsonFailure, type ParseJsonOptions, parseJson } from "./parse-json.ts";
