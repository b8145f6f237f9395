import type { Handlers } from "../http/call.ts";
import { odataHandlers } from "./list-handlers.ts";
import { timeZoneHandlers } from "./time-zones.ts";

/** OData lists, the tenant's lists and users, and time zones. */
export const listHandlers: Handlers = {
  ...odataHandlers,
  ...timeZoneHandlers,
};
