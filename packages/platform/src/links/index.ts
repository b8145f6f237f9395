export { rewriteLinks } from "./rewrite-links.ts";
export { rewriteOrigin } from "./rewrite-origin.ts";
