import type { Handlers } from "../../http/call.ts";
import { notFound } from "../../http/failure.ts";
import { entityOperations } from "../entity-operations.ts";
import { bodyId, bodyIds, inOrder } from "../parts/ids.ts";
import { personKind, undeletePerson } from "./person-kind.ts";
import { loadPersonSimple } from "./person-simple.ts";

/** Operations on people: entity and agent. */
export const personHandlers: Handlers = {
  ...entityOperations(personKind, {
    default: "v1PersonEntity_DefaultPersonEntity",
    get: "v1PersonEntity_GetPersonEntity",
    create: "v1PersonEntity_PostPersonEntity",
    update: "v1PersonEntity_PutPersonEntity",
    patch: "v1PersonEntity_PatchPersonEntity",
    delete: "v1PersonEntity_DeletePersonEntity",
    agent: {
      createDefault: "v1PersonAgent_CreateDefaultPersonEntity",
      get: "v1PersonAgent_GetPersonEntity",
      save: "v1PersonAgent_SavePersonEntity",
      delete: "v1PersonAgent_DeletePersonEntity",
      id: "personEntityId",
    },
  }),
  v1PersonEntity_Simple: async (call) => {
    const id = call.parameters.integer("id");
    const body = (await loadPersonSimple(call, [id])).get(id);
    if (body === undefined) throw notFound(`Person ${id}`);
    return { status: 200, body };
  },
  v1PersonAgent_GetPerson: async (call) => {
    const id = call.parameters.integer("personId");
    return { status: 200, body: (await loadPersonSimple(call, [id])).get(id) ?? null };
  },
  v1PersonAgent_GetPersonList: async (call) => {
    const ids = bodyIds(call);
    return { status: 200, body: inOrder(ids, await loadPersonSimple(call, ids)) };
  },
  v1PersonAgent_Undelete: async (call) => {
    await call.tenant.exclusively(() => undeletePerson(call, bodyId(call)));
    return { status: 204 };
  },
};
