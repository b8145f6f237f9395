import { contactActivityHandlers } from "./agents/contact/handlers.ts";
import { pocketHandlers } from "./agents/pocket/handlers.ts";
import { contactHandlers } from "./entities/contact/contact-handlers.ts";
import { personHandlers } from "./entities/person/person-handlers.ts";
import type { Handlers } from "./http/call.ts";
import { identityHandlers } from "./identity/identity-handlers.ts";
import { listHandlers } from "./lists/handlers.ts";

/** Every operation that the sandbox has behaviour for, by operationId. */
export const handlers: Handlers = {
  ...contactActivityHandlers,
  ...pocketHandlers,
  ...contactHandlers,
  ...personHandlers,
  ...identityHandlers,
  ...listHandlers,
};
