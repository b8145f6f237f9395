import type { Handlers } from "../http/call.ts";
import { archiveHandlers } from "./available-columns.ts";
import { definitionHandlers } from "./items/definition-handlers.ts";
import { itemHandlers } from "./items/item-handlers.ts";
import { userHandlers } from "./items/user-handlers.ts";
import { odataHandlers } from "./list-handlers.ts";
import { timeZoneHandlers } from "./time-zones.ts";

/** OData lists and their columns, the tenant's lists and users, and time zones. */
export const listHandlers: Handlers = {
  ...odataHandlers,
  ...archiveHandlers,
  ...itemHandlers,
  ...definitionHandlers,
  ...userHandlers,
  ...timeZoneHandlers,
};
