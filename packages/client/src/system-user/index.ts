export type { EnvironmentOption } from "../identity/environment.ts";
export { type PublishedKeys, type PublishedKeysOptions, publishedKeys } from "../identity/published-keys.ts";
export { SoTokenError, type TokenFault } from "../identity/token-error.ts";
export {
  type SystemUserOptions,
  type SystemUserTicket,
  systemUser,
  type TicketStore,
} from "./system-user.ts";
export { SoSystemUserError, type SystemUserFault } from "./system-user-error.ts";
