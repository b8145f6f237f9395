import type { Answer, Call, Handler, Handlers } from "../http/call.ts";
import { conditions } from "../http/conditions.ts";
import { badRequest, notFound } from "../http/failure.ts";
import { patchBody } from "../http/patch-body.ts";
import { isJsonObject, type JsonObject } from "../model/json.ts";
import type { EntityKind, Stored } from "./entity-kind.ts";

/** OperationIds of one entity, REST and agent; those that the contract lacks are left out. */
export interface EntityOperationIds {
  readonly default?: string;
  readonly get?: string;
  readonly create?: string;
  readonly update?: string;
  readonly patch?: string;
  readonly delete?: string;
  readonly agent?: {
    readonly createDefault?: string;
    readonly get?: string;
    readonly save?: string;
    readonly delete?: string;
    /** Name of the query parameter with the id, for `get` and `delete`: `contactEntityId`. */
    readonly id: string;
  };
}

/**
 * Handlers for an entity's operations. POST gives a new id whatever the body says (the seed page of POST Contact sends 568
 * and gets 221); PUT and Save change what the body names and leave the rest; an agent answers 200 with null for what is
 * not found (platform.md, "Answers").
 */
export function entityOperations(kind: EntityKind, ids: EntityOperationIds): Handlers {
  const pairs: [string | undefined, Handler][] = [
    [ids.default, async (call) => ({ status: 200, body: await kind.defaults(call) })],
    [ids.get, (call) => get(kind, call)],
    [ids.create, (call) => create(kind, call)],
    [ids.update, (call) => change(kind, call, (stored) => merged(kind, stored, bodyOf(call)))],
    [ids.patch, (call) => change(kind, call, (stored) => patched(kind, ids, call, stored))],
    [ids.delete, (call) => remove(kind, call)],
  ];
  const { agent } = ids;
  if (agent !== undefined) {
    pairs.push(
      [agent.createDefault, async (call) => ({ status: 200, body: await kind.defaults(call) })],
      [agent.get, async (call) => ({ status: 200, body: await agentLoad(kind, call, agent.id) })],
      [agent.save, (call) => save(kind, call)],
      [agent.delete, (call) => agentDelete(kind, call, agent.id)],
    );
  }
  return Object.fromEntries(pairs.filter((pair): pair is [string, Handler] => pair[0] !== undefined));
}

async function get(kind: EntityKind, call: Call): Promise<Answer> {
  // Foreign keys would stand in ExtraFields (rest/Contact/v1ContactEntity_GetContactEntity.md:31); nothing here makes any.
  call.parameters.boolean("fk");
  const stored = await mustLoad(kind, call);
  if (documents(call, 304) && conditions(call.request).notModified(stored.updatedAt))
    return { status: 304, lastModified: stored.updatedAt };
  return answerWith(call, stored);
}

/** Conditions hold on operations that document them (platform.md, "Answers"): tickets and chats mostly do not. */
function documents({ operation }: Call, status: number): boolean {
  return operation.statuses.includes(status);
}

async function create(kind: EntityKind, call: Call): Promise<Answer> {
  const body = bodyOf(call);
  return call.tenant.exclusively(async () => {
    const id = await kind.create(call, body);
    return answerWith(call, await mustLoad(kind, call, id));
  });
}

/** PUT and PATCH. */
async function change(
  kind: EntityKind,
  call: Call,
  next: (stored: Stored) => JsonObject | Promise<JsonObject>,
): Promise<Answer> {
  return call.tenant.exclusively(async () => {
    const stored = await mustLoad(kind, call);
    if (documents(call, 412)) conditions(call.request).mustBeUnmodified(stored.updatedAt);
    await kind.update(call, stored, await next(stored));
    return answerWith(call, await mustLoad(kind, call, stored.id));
  });
}

async function remove(kind: EntityKind, call: Call): Promise<Answer> {
  return call.tenant.exclusively(async () => {
    const stored = await mustLoad(kind, call);
    if (documents(call, 412)) conditions(call.request).mustBeUnmodified(stored.updatedAt);
    await kind.remove(call, stored);
    return { status: 204 };
  });
}

async function agentLoad(kind: EntityKind, call: Call, parameter: string): Promise<JsonObject | null> {
  return (await kind.load(call, call.parameters.integer(parameter)))?.body ?? null;
}

/**
 * An empty id creates (agent/Contact_Agent/v1ContactAgent_SaveContactEntity.md:12); one that is not found gives null, as
 * agents do.
 */
async function save(kind: EntityKind, call: Call): Promise<Answer> {
  const body = bodyOf(call);
  const wanted = body[kind.key];
  return call.tenant.exclusively(async () => {
    let id: number;
    if (typeof wanted === "number" && wanted !== 0) {
      const stored = await kind.load(call, wanted);
      if (stored === undefined) return { status: 200, body: null };
      await kind.update(call, stored, merged(kind, stored, body));
      id = stored.id;
    } else id = await kind.create(call, body);
    return { status: 200, body: (await mustLoad(kind, call, id)).body };
  });
}

async function agentDelete(kind: EntityKind, call: Call, parameter: string): Promise<Answer> {
  return call.tenant.exclusively(async () => {
    const stored = await kind.load(call, call.parameters.integer(parameter));
    if (stored !== undefined) await kind.remove(call, stored);
    return { status: 204 };
  });
}

async function mustLoad(
  kind: EntityKind,
  call: Call,
  id: number = call.parameters.integer("id"),
): Promise<Stored> {
  const stored = await kind.load(call, id);
  if (stored === undefined) throw notFound(`${kind.title} ${id}`);
  return stored;
}

function merged(kind: EntityKind, stored: Stored, body: JsonObject): JsonObject {
  return { ...stored.body, ...body, [kind.key]: stored.id };
}

async function patched(
  kind: EntityKind,
  ids: EntityOperationIds,
  call: Call,
  stored: Stored,
): Promise<JsonObject> {
  const body = await patchBody(call, stored.body, kind.className, ids.update);
  return { ...body, [kind.key]: stored.id };
}

function bodyOf(call: Call): JsonObject {
  if (!isJsonObject(call.body)) throw badRequest("The request has no entity in its body.");
  return call.body;
}

/** `_Links` as the samples have them: the entity itself, and its list. */
function answerWith(call: Call, stored: Stored): Answer {
  const archive = `${call.url.origin}${call.url.pathname.replace(/^(.*\/api\/v1\/)([^/]+).*$/i, "$1$2")}`;
  const links = { Self: `${archive}/${stored.id}`, Archive: archive };
  return { status: 200, body: { ...stored.body, _Links: links }, lastModified: stored.updatedAt };
}
