export { checkXsrf, type HeaderLookup, type XsrfErrorCode } from "./check-xsrf.ts";
export { parseCookies } from "./cookies.ts";
export { equalSecrets } from "./equal-secrets.ts";
