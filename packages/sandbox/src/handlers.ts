import { contactActivityHandlers } from "./agents/contact/handlers.ts";
import type { Handlers } from "./http/call.ts";
import { listHandlers } from "./lists/handlers.ts";

/** Every operation that the sandbox has behaviour for, by operationId. */
export const handlers: Handlers = {
  ...contactActivityHandlers,
  ...listHandlers,
};
