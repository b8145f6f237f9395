export { basicAuthorization, bearerAuthorization, soTicketAuthorization } from "./authorization.ts";
export {
  APP_TOKEN_HEADER,
  CREDENTIAL_HEADERS,
  type HeadersLike,
  redactHeaders,
  XSRF_COOKIE,
  XSRF_HEADER,
} from "./headers.ts";
export { type Authorization, parseAuthorization } from "./parse-authorization.ts";
