import { contactActivityHandlers } from "./agents/contact/handlers.ts";
import { pocketHandlers } from "./agents/pocket/handlers.ts";
import { appointmentHandlers } from "./entities/appointment/handlers.ts";
import { chatHandlers } from "./entities/chat/handlers.ts";
import { contactHandlers } from "./entities/contact/contact-handlers.ts";
import { documentHandlers } from "./entities/document/handlers.ts";
import { personHandlers } from "./entities/person/person-handlers.ts";
import { saleHandlers } from "./entities/sale/handlers.ts";
import { ticketHandlers } from "./entities/ticket/handlers.ts";
import type { Handlers } from "./http/call.ts";
import { identityHandlers } from "./identity/identity-handlers.ts";
import { listHandlers } from "./lists/handlers.ts";

/** Every operation that the sandbox has behaviour for, by operationId. */
export const handlers: Handlers = {
  ...contactActivityHandlers,
  ...pocketHandlers,
  ...contactHandlers,
  ...appointmentHandlers,
  ...saleHandlers,
  ...documentHandlers,
  ...ticketHandlers,
  ...chatHandlers,
  ...personHandlers,
  ...identityHandlers,
  ...listHandlers,
};
