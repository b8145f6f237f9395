import { isObject } from "@so-webapi/contract-kit/json";
import type { Operation } from "@so-webapi/operations";
import { type Asked, ask } from "./ask.ts";

type Target = Parameters<typeof ask>[0];

/** A request that an operation should answer with a success. */
export interface Planned {
  readonly path: string;
  readonly body: unknown;
}

/** An id that no row of a seed has. */
export const UNKNOWN_ID = 2_000_000_000;

/** Arguments that cannot be found by asking: bodies of agents' calls, and parameters that are names. */
const bodies: Readonly<Record<string, unknown>> = {
  v1ContactAgent_GetMyActiveContacts: { ActivityStartTime: "2000-01-01T00:00:00" },
  v1ContactAgent_GetContactSummary: { ContactId: 1, Limit: 5 },
  v1ArchiveAgent_GetAvailableColumns: { ProviderName: "SimpleContact", Context: "" },
  v1PocketAgent_GetMyCallerIDs: { MinDate: "2000-01-01T00:00:00", MaxDate: "2100-01-01T00:00:00" },
  v1AssociateAgent_GetAssociateByPersonId: { PersonId: 1 },
  v1TicketAgent_SaveTicketEntityWithNotify: { NewEntity: { Title: "Conformance" }, Notify: false },
};
const names: Readonly<Record<string, string>> = {
  listname: "category",
  // By its MDO name: by its title another operation would answer, whose path has that title.
  name: "doctmpl",
  udListDefinitionName: "doctmpl",
};
/** MDO names of the lists that agents' calls name otherwise. */
const lists: Readonly<Record<string, string>> = { position: "perspos", ticketcategory: "ejcategory" };

/**
 * Plans a request for an operation, from the operation table and from what the sandbox itself lists: the id of a path or a
 * query is that of the first row of the list that stands above it.
 */
export async function plan(target: Target, operation: Operation): Promise<Planned> {
  const path = await fillPath(target, operation);
  const query = new URLSearchParams();
  for (const parameter of operation.parameters) {
    if (parameter.in === "query" && parameter.required)
      query.set(parameter.name, String(await idForParameter(target, operation, parameter.name)));
  }
  const search = query.size === 0 ? "" : `?${query}`;
  return { path: `${path}${search}`, body: await bodyFor(target, operation, path) };
}

async function bodyFor(target: Target, operation: Operation, path: string): Promise<unknown> {
  const { operationId, request, method } = operation;
  if (request === null) return undefined;
  if (Object.hasOwn(bodies, operationId)) return bodies[operationId];
  if (method === "PATCH") return [];
  if (method === "PUT") return (await ask(target, "GET", path)).json;
  if (request.array) return request.class === undefined ? [1, 2] : [{}];
  if (operation.group.name === "mdo") return { Name: "category", Id: 1 };
  if (operationId === "v1AppointmentAgent_ToggleAppointmentStatus")
    return { AppointmentId: await firstId(target, "/api/v1/Appointment") };
  if (operationId === "v1TicketAgent_DeleteTicketEntity")
    return {
      TicketEntityId: idOf((await ask(target, "POST", "/api/v1/Ticket", { Title: "To delete" })).json),
    };
  if (/Undelete$/.test(operationId)) return { Id: await firstId(target, `/api/v1/${operation.group.name}`) };
  return { Name: "Conformance" };
}

async function fillPath(target: Target, operation: Operation): Promise<string> {
  let path = "";
  for (const segment of operation.path.split("/").slice(1)) {
    const name = /^\{(.+)\}$/.exec(segment)?.[1];
    if (name === undefined) path += `/${segment}`;
    else if (Object.hasOwn(names, name)) path += `/${names[name]}`;
    else path += `/${await idBelow(target, operation, path)}`;
  }
  return path;
}

/** What is deleted must not be what others read. */
async function idBelow(target: Target, operation: Operation, list: string): Promise<number> {
  if (operation.method !== "DELETE") return firstId(target, list);
  const made = await ask(target, "POST", list, { Name: "To delete", Lastname: "To delete" });
  return idOf(made.json) ?? fail(made, list);
}

async function idForParameter(target: Target, operation: Operation, name: string): Promise<number> {
  const subject = name.replace(/(?:Entity)?Id$/i, "").toLowerCase();
  const entities = ["contact", "person", "appointment", "sale", "document", "ticket", "chatSession"];
  const entity = entities.find((one) => one.toLowerCase() === subject);
  if (entity === undefined)
    return subject === "usergroup" || subject === "associate" ? 1 : listId(target, subject);
  const list = `/api/v1/${entity}`;
  if (!/Delete/.test(operation.operationId)) return firstId(target, list);
  const made = await ask(target, "POST", list, { Name: "To delete", Lastname: "To delete" });
  return idOf(made.json) ?? fail(made, list);
}

async function listId(target: Target, list: string): Promise<number> {
  const items = await ask(target, "GET", `/api/v1/MDOList/${lists[list] ?? list}`);
  return idOf(Array.isArray(items.json) ? items.json[0] : undefined) ?? fail(items, list);
}

async function firstId(target: Target, list: string): Promise<number> {
  const answer = await ask(target, "GET", list);
  const rows =
    isObject(answer.json) && Array.isArray(answer.json["value"]) ? answer.json["value"] : answer.json;
  const found = idOf(Array.isArray(rows) ? rows[0] : undefined);
  if (found !== undefined) return found;
  // A list that the seed leaves empty gets an item.
  const made = await ask(target, "POST", list, { Name: "First" });
  return idOf(made.json) ?? fail(answer, list);
}

/** The primary key of a row or an entity. */
function idOf(row: unknown): number | undefined {
  if (!isObject(row)) return undefined;
  for (const key of ["PrimaryKey", "Id", ...Object.keys(row).filter((name) => /Id$/.test(name))]) {
    const value = row[key];
    if (typeof value === "number" && value > 0) return value;
  }
  return undefined;
}

function fail(answer: Asked, list: string): never {
  throw new Error(`${list} gave no id: ${answer.status} ${answer.text.slice(0, 200)}`);
}
