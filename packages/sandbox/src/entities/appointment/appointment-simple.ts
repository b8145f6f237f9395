import { and, eq, sql } from "drizzle-orm";
import type { JsonObject } from "../../model/json.ts";
import { appointments } from "../../storage/schema.ts";
import type { Database } from "../../storage/storage.ts";
import { simpleLoader } from "../records/record-kind.ts";
import { filled, numberOf, plainProperties, type RestShape, restBody } from "../records/record-parts.ts";
import type { References, Related } from "../records/related.ts";
import { referenceId } from "../references.ts";
import { loadSaleSimple } from "../sale/sale-simple.ts";

export type AppointmentRow = typeof appointments.$inferSelect;

/** What of an `AppointmentEntity` no query asks for. `ActiveDate` and `ActiveLinks` are worked out. */
export const appointmentRest: RestShape = {
  className: "AppointmentEntity",
  plain: plainProperties("AppointmentEntity", [
    "AppointmentId",
    "Description",
    "StartDate",
    "EndDate",
    "Type",
    "Completed",
    "CreatedDate",
    "UpdatedDate",
    "ActiveDate",
    "ActiveLinks",
    "HasConflict",
  ]),
  items: { Priority: "priority" },
  arrays: { Links: "Link", Participants: "ParticipantInfo", VisibleFor: "VisibleFor" },
};

export const appointmentLoaders = { sales: loadSaleSimple };

export function selectAppointments(
  database: Database,
  ids: readonly number[],
): PromiseLike<AppointmentRow[]> {
  const wanted = sql`${appointments.appointmentId} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
  return database
    .select()
    .from(appointments)
    .where(and(wanted, eq(appointments.deleted, false)));
}

export function appointmentReferences({ contactId, personId, saleId, rest }: AppointmentRow): References {
  return { contactId, personIds: [personId, referenceId(rest.InvitedPerson, "PersonId")], saleId };
}

/** Loads appointments in their simple form: class `Appointment`. Source: rest/Appointment/v1AppointmentEntity_Simple.md. */
export const loadAppointmentSimple = simpleLoader(
  selectAppointments,
  appointmentReferences,
  appointmentSimple,
  ({ appointmentId }) => appointmentId,
  appointmentLoaders,
);

function appointmentSimple(row: AppointmentRow, { directory, contact, person, sale }: Related): JsonObject {
  const rest = restBody(appointmentRest, directory, row.rest);
  const shared = Object.keys(filled("Appointment")).filter((name) => appointmentRest.plain.includes(name));
  const task = directory.item("task", row.taskId);
  const owner = directory.user(row.associateId);
  const creator = directory.user(row.createdBy);
  const priorityId = referenceId(row.rest.Priority, "Id");
  const assignedBy = referenceId(row.rest.AssignedBy, "AssociateId");
  return {
    ...filled("Appointment"),
    ...Object.fromEntries(shared.map((name) => [name, rest[name]])),
    AppointmentId: row.appointmentId,
    StartDate: row.startAt,
    EndDate: row.endAt,
    Type: row.type,
    Task: task?.name ?? "",
    TaskType: task?.rest.Type ?? "Unknown",
    AssociateFullName: owner?.fullName ?? "",
    AssociateName: owner?.userName ?? "",
    AssociateId: row.associateId,
    ContactName: contact(row.contactId)?.Name ?? "",
    ContactId: row.contactId,
    Description: row.description,
    PersonFullName: person(row.personId)?.FullName ?? "",
    PersonId: row.personId,
    PriorityId: priorityId,
    PriorityName: directory.item("priority", priorityId)?.name ?? "",
    IsBooking: numberOf(rest.MotherId) !== 0,
    IsBookingMain: numberOf(rest.MotherId) === row.appointmentId,
    ActiveDate: row.startAt,
    Completed: row.completed,
    AssignedBy: assignedBy,
    AssignedByFullName: directory.user(assignedBy)?.fullName ?? "",
    SaleId: row.saleId,
    SaleName: sale(row.saleId)?.Title ?? "",
    CreatedDate: row.createdAt,
    CreatedBy: creator?.userName ?? "",
    CreatedByFullName: creator?.fullName ?? "",
    CreatedByAssociateId: row.createdBy,
  };
}
