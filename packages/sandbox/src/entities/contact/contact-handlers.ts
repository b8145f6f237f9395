import type { Handlers } from "../../http/call.ts";
import { notFound } from "../../http/failure.ts";
import { entityOperations } from "../entity-operations.ts";
import { bodyId, bodyIds, inOrder } from "../parts/ids.ts";
import { contactKind, undeleteContact } from "./contact-kind.ts";
import { loadContactSimple } from "./contact-simple.ts";

/** Operations on companies: entity and agent. */
export const contactHandlers: Handlers = {
  ...entityOperations(contactKind, {
    default: "v1ContactEntity_DefaultContactEntity",
    get: "v1ContactEntity_GetContactEntity",
    create: "v1ContactEntity_PostContactEntity",
    update: "v1ContactEntity_PutContactEntity",
    patch: "v1ContactEntity_PatchContactEntity",
    delete: "v1ContactEntity_DeleteContactEntity",
    agent: {
      createDefault: "v1ContactAgent_CreateDefaultContactEntity",
      get: "v1ContactAgent_GetContactEntity",
      save: "v1ContactAgent_SaveContactEntity",
      delete: "v1ContactAgent_DeleteContactEntity",
      id: "contactEntityId",
    },
  }),
  v1ContactEntity_Simple: async (call) => {
    const id = call.parameters.integer("id");
    const body = (await loadContactSimple(call, [id])).get(id);
    if (body === undefined) throw notFound(`Contact ${id}`);
    return { status: 200, body };
  },
  v1ContactAgent_GetContact: async (call) => {
    const id = call.parameters.integer("contactId");
    return { status: 200, body: (await loadContactSimple(call, [id])).get(id) ?? null };
  },
  v1ContactAgent_GetContactList: async (call) => {
    const ids = bodyIds(call);
    return { status: 200, body: inOrder(ids, await loadContactSimple(call, ids)) };
  },
  v1ContactAgent_Undelete: async (call) => {
    await call.tenant.exclusively(() => undeleteContact(call, bodyId(call)));
    return { status: 204 };
  },
};
