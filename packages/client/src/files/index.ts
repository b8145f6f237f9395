export { type FileStream, streamOf } from "./stream-of.ts";
