import type { Handlers } from "../../http/call.ts";
import { badRequest } from "../../http/failure.ts";
import { isJsonObject } from "../../model/json.ts";
import { entityOperations } from "../entity-operations.ts";
import { simpleAgentHandler, simpleHandler } from "../records/record-kind.ts";
import { ticketKind } from "./ticket-kind.ts";
import { loadTicketSimple } from "./ticket-simple.ts";

const operations = entityOperations(ticketKind, {
  default: "v1TicketEntity_DefaultTicketEntity",
  get: "v1TicketEntity_GetTicketEntity",
  create: "v1TicketEntity_HttpPostSaveTicketEntityWithNotify",
  update: "v1TicketEntity_HttpPutSaveTicketEntityWithNotify",
  patch: "v1TicketEntity_PatchTicketEntity",
  delete: "v1TicketEntity_DeleteTicketEntity",
  agent: {
    createDefault: "v1TicketAgent_CreateDefaultTicketEntity",
    get: "v1TicketAgent_GetTicketEntity",
    save: "v1TicketAgent_SaveTicketEntity",
    id: "ticketEntityId",
  },
});

/** Operations on requests of customer service: entity and agent. Nobody is notified. */
export const ticketHandlers: Handlers = {
  ...operations,
  v1TicketEntity_Simple: simpleHandler(loadTicketSimple, "Ticket"),
  v1TicketAgent_GetTicket: simpleAgentHandler(loadTicketSimple, "ticketId"),
  v1TicketAgent_SaveTicketEntityWithNotify: async (call) => {
    const save = operations.v1TicketAgent_SaveTicketEntity;
    if (save === undefined) throw new Error("tickets cannot be saved");
    return save({ ...call, body: isJsonObject(call.body) ? call.body.NewEntity : undefined });
  },
  v1TicketAgent_DeleteTicketEntity: async (call) => {
    const id = isJsonObject(call.body) ? call.body.TicketEntityId : undefined;
    if (typeof id !== "number") throw badRequest("TicketEntityId is required.");
    return call.tenant.exclusively(async () => {
      const stored = await ticketKind.load(call, id);
      if (stored !== undefined) await ticketKind.remove(call, stored);
      return { status: 204 };
    });
  },
};
