import { type Activity, recordActivity } from "../../activities/record-activity.ts";
import type { Call, Handler } from "../../http/call.ts";
import { badRequest, notFound } from "../../http/failure.ts";
import type { Instant } from "../../model/instant.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Database, Statement } from "../../storage/storage.ts";
import type { Directory } from "../../tenant/directory.ts";
import type { EntityKind } from "../entity-kind.ts";
import { overDefaults } from "../parts/values.ts";
import {
  loadRelated,
  type References,
  type Related,
  type RelatedLoaders,
  type SimpleLoader,
} from "./related.ts";
import type { Stamp } from "./stamped-row.ts";

/** What tells one kind of record (appointment, sale, document, ticket, chat) from another. */
export interface RecordSpec<Row extends RecordRow> {
  /** Class of the contract, its primary key, and how errors call one. */
  readonly className: string;
  readonly key: string;
  readonly title: string;
  /** Which ids it takes: the table's name. */
  readonly counter: string;
  readonly loaders?: RelatedLoaders;
  /** Rows by id, without those that are deleted. */
  select(database: Database, ids: readonly number[]): PromiseLike<Row[]>;
  insert(database: Database, row: Row): Statement;
  update(database: Database, row: Row): Statement;
  remove(database: Database, row: Row): Statement;
  idOf(row: Row): number;
  updatedAt(row: Row): Instant;
  references(row: Row): References;
  /** The entity in inner form, with every property. */
  body(row: Row, related: Related): JsonObject;
  /** A new row with the defaults, under id 0. */
  fresh(call: Call, directory: Directory): Row;
  /**
   * The row after a body. `before` is what is stored (for a new one the fresh row) and `beforeBody` its body (for a new one
   * empty).
   *
   * @throws {PlatformFailure} 400 for a reference to what does not exist.
   */
  after(call: Call, directory: Directory, before: Row, beforeBody: JsonObject, body: JsonObject): Row;
  /** A new row with its id. */
  withId(row: Row, id: number): Row;
  /** Puts the time and the caller of a change, where the table has columns for them. */
  stamped?(row: Row, stamp: Stamp): Row;
  /** What to log of a new row (`before` is undefined) or a change. */
  activities?(row: Row, before: Row | undefined): readonly Activity[];
}

/** What the rows of all kinds have. */
export interface RecordRow {
  readonly contactId: number;
}

/** Everything that the operations of an entity need, made from what is special about it. */
export function recordKind<Row extends RecordRow>(spec: RecordSpec<Row>): EntityKind {
  const bodyOf = async (call: Call, row: Row): Promise<JsonObject> =>
    spec.body(row, await loadRelated(call, [spec.references(row)], spec.loaders));
  const log = (call: Call, at: Instant, row: Row, before?: Row): Statement[] =>
    (spec.activities?.(row, before) ?? [])
      .filter(({ contactId }) => contactId > 0)
      .map((activity) => recordActivity(call.tenant.database, call.caller, at, activity));
  const stamped = (row: Row, call: Call, at: Instant, isNew = false): Row =>
    spec.stamped?.(row, { at, associateId: call.caller.associateId, isNew }) ?? row;
  const { className, key, title } = spec;
  return {
    className,
    key,
    title,
    async defaults(call) {
      return bodyOf(call, spec.fresh(call, await call.tenant.directory()));
    },
    async load(call, id) {
      const [row] = await spec.select(call.tenant.database, [id]);
      return row && { id, body: await bodyOf(call, row), updatedAt: spec.updatedAt(row) };
    },
    async create(call, sent) {
      const { tenant } = call;
      const directory = await tenant.directory();
      const fresh = spec.fresh(call, directory);
      const body = overDefaults(await bodyOf(call, fresh), sent);
      const wanted = spec.after(call, directory, fresh, {}, body);
      const row = await held(spec, call, wanted, fresh);
      const newId = await tenant.nextIds(spec.counter);
      const at = tenant.now();
      const stored = stamped(spec.withId(row, newId), call, at, true);
      await tenant.database.batch([spec.insert(tenant.database, stored), ...log(call, at, stored)]);
      return newId;
    },
    async update(call, stored, body) {
      const { tenant } = call;
      const [before] = await spec.select(tenant.database, [stored.id]);
      if (before === undefined) throw notFound(`${title} ${stored.id}`);
      const wanted = spec.after(call, await tenant.directory(), before, stored.body, body);
      const row = await held(spec, call, wanted, before);
      const at = tenant.now();
      const changed = stamped(row, call, at);
      await tenant.database.batch([spec.update(tenant.database, changed), ...log(call, at, changed, before)]);
    },
    async remove(call, { id }) {
      const { tenant } = call;
      const [row] = await spec.select(tenant.database, [id]);
      if (row === undefined) return;
      await tenant.database.batch([spec.remove(tenant.database, stamped(row, call, tenant.now()))]);
    },
  };
}

/**
 * Holds what a row newly refers to to what exists, and its person to its contact: the person must be one of the contact's
 * (rest/Appointment/v1AppointmentEntity_PostAppointmentEntity.md:63), and a person without a contact brings its own.
 *
 * @throws {PlatformFailure} 400 for what is not there or does not belong together.
 */
async function held<Row extends RecordRow>(
  spec: RecordSpec<Row>,
  call: Call,
  row: Row,
  before: Row,
): Promise<Row> {
  const now = spec.references(row);
  const old = spec.references(before);
  const related = await loadRelated(call, [now], spec.loaders);
  const check = (what: string, id: number | undefined, was: number | undefined, found: unknown): void => {
    if (id !== undefined && id !== 0 && id !== was && found === null)
      throw badRequest(`${what}: there is no such ${what.toLowerCase()}.`);
  };
  check("Contact", now.contactId, old.contactId, related.contact(now.contactId));
  check("Sale", now.saleId, old.saleId, related.sale(now.saleId ?? 0));
  check("Ticket", now.ticketId, old.ticketId, related.ticket(now.ticketId ?? 0));
  for (const id of now.personIds) if (!old.personIds.includes(id)) check("Person", id, 0, related.person(id));
  const [personId = 0] = now.personIds;
  if (personId === 0 || (personId === old.personIds[0] && now.contactId === old.contactId)) return row;
  const contactId = Number(related.person(personId)?.ContactId ?? 0);
  if (now.contactId === 0) return { ...row, contactId };
  if (now.contactId !== contactId) throw badRequest("Person: the person is none of the contact's.");
  return row;
}

/** The loader of simple forms for a table, by what makes a simple form of a row. */
export function simpleLoader<Row>(
  select: (database: Database, ids: readonly number[]) => PromiseLike<Row[]>,
  referencesOf: (row: Row) => References,
  simple: (row: Row, related: Related) => JsonObject,
  idOf: (row: Row) => number,
  loaders?: RelatedLoaders,
): SimpleLoader {
  return async (call, ids) => {
    const wanted = [...new Set(ids)].filter((id) => id > 0);
    if (wanted.length === 0) return new Map();
    const rows = await select(call.tenant.database, wanted);
    const related = await loadRelated(call, rows.map(referencesOf), loaders);
    return new Map(rows.map((row) => [idOf(row), simple(row, related)]));
  };
}

/** `GET {entity}/{id}/Simple`: 404 for what is not there. */
export function simpleHandler(load: SimpleLoader, title: string): Handler {
  return async (call) => {
    const id = call.parameters.integer("id");
    const body = (await load(call, [id])).get(id);
    if (body === undefined) throw notFound(`${title} ${id}`);
    return { status: 200, body };
  };
}

/** An agent's call for one simple form: 200 with null for what is not there. */
export function simpleAgentHandler(load: SimpleLoader, parameter: string): Handler {
  return async (call) => {
    const id = call.parameters.integer(parameter);
    return { status: 200, body: (await load(call, [id])).get(id) ?? null };
  };
}
