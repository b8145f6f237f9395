import { eq } from "drizzle-orm";
import type { Activity } from "../../activities/record-activity.ts";
import { badRequest } from "../../http/failure.ts";
import type { JsonObject } from "../../model/json.ts";
import { appointments } from "../../storage/schema.ts";
import type { Directory } from "../../tenant/directory.ts";
import { customFieldsBody, fieldsBefore, storedFields } from "../parts/custom-fields.ts";
import { instantIn, references, textOf } from "../parts/values.ts";
import { recordKind } from "../records/record-kind.ts";
import { filled, memberOf, refuseProject, restAfter, restBody } from "../records/record-parts.ts";
import { recordTable } from "../records/record-table.ts";
import { stampedRow, unstampedRow } from "../records/stamped-row.ts";
import { associateReference, referenceId } from "../references.ts";
import {
  type AppointmentRow,
  appointmentLoaders,
  appointmentReferences,
  appointmentRest,
  selectAppointments,
} from "./appointment-simple.ts";

/** Appointments: `AppointmentEntity`. Source: rest/Appointment/v1AppointmentEntity_PostAppointmentEntity.md. */
export const appointmentKind = recordKind<AppointmentRow>({
  className: "AppointmentEntity",
  key: "AppointmentId",
  title: "Appointment",
  counter: "appointments",
  loaders: appointmentLoaders,
  select: selectAppointments,
  ...recordTable(
    appointments,
    "appointments",
    appointments.appointmentId,
    ({ appointmentId }) => appointmentId,
  ),
  remove: (database, row) =>
    database
      .update(appointments)
      .set({ deleted: true, updatedAt: row.updatedAt, updatedBy: row.updatedBy })
      .where(eq(appointments.appointmentId, row.appointmentId)),
  updatedAt: ({ updatedAt }) => updatedAt,
  references: appointmentReferences,

  body(row, { directory, contact, person, sale }) {
    const rest = restBody(appointmentRest, directory, row.rest);
    return {
      ...rest,
      AppointmentId: row.appointmentId,
      Associate: associateReference(directory, row.associateId),
      CreatedBy: associateReference(directory, row.createdBy),
      UpdatedBy: associateReference(directory, row.updatedBy),
      AssignedBy: associateReference(directory, referenceId(row.rest.AssignedBy, "AssociateId")),
      // Of an appointment that is no copy of another it is the owner (the page above, line 91).
      MotherAssociate: associateReference(directory, row.associateId),
      Contact: contact(row.contactId),
      Person: person(row.personId),
      InvitedPerson: person(referenceId(row.rest.InvitedPerson, "PersonId")),
      Sale: sale(row.saleId),
      Task: taskBody(directory, row.taskId),
      Description: row.description,
      StartDate: row.startAt,
      EndDate: row.endAt,
      ActiveDate: row.startAt,
      Type: row.type,
      Completed: row.completed,
      CreatedDate: row.createdAt,
      UpdatedDate: row.updatedAt,
      ActiveLinks: Array.isArray(rest.Links) ? rest.Links.length : 0,
      ...customFieldsBody(row),
    };
  },

  fresh: ({ tenant, caller }) => ({
    appointmentId: 0,
    contactId: 0,
    personId: 0,
    saleId: 0,
    associateId: caller.associateId,
    groupId: caller.groupId,
    type: "inDiary",
    taskId: 0,
    description: "",
    startAt: tenant.now(),
    endAt: tenant.now(),
    completed: "NotStarted",
    deleted: false,
    ...unstampedRow(),
  }),

  after(_call, directory, before, beforeBody, body) {
    refuseProject(body);
    if (body.Recurrence !== null && body.Recurrence !== undefined)
      throw badRequest("Recurrence: the sandbox keeps single appointments only.");
    const reference = references(directory, beforeBody, body);
    const associateId = reference.associate("Associate");
    const assignedBy = reference.associate("AssignedBy");
    const invited = referenceId(body.InvitedPerson, "PersonId");
    return {
      ...before,
      contactId: referenceId(body.Contact, "ContactId"),
      personId: referenceId(body.Person, "PersonId"),
      saleId: referenceId(body.Sale, "SaleId"),
      associateId,
      groupId: directory.user(associateId)?.groupId ?? before.groupId,
      type: memberOf(body.Type, "inDiary"),
      taskId: reference.item("Task", "task", "TaskListItemId"),
      description: textOf(body.Description),
      startAt: instantIn(body.StartDate),
      endAt: instantIn(body.EndDate),
      completed: memberOf(body.Completed, "NotStarted"),
      ...storedFields(fieldsBefore(beforeBody), body),
      rest: {
        ...restAfter(appointmentRest, before.rest, body, reference),
        InvitedPerson: invited === 0 ? null : { PersonId: invited },
        AssignedBy: assignedBy === 0 ? null : { AssociateId: assignedBy },
      },
    };
  },

  withId: (row, appointmentId) => ({ ...row, appointmentId }),
  stamped: stampedRow,

  activities(row, before) {
    const { contactId, personId, appointmentId: elementId } = row;
    const activity = (action: Activity["action"]): Activity => ({ contactId, personId, elementId, action });
    const isNew = before === undefined ? [activity("NewActivity")] : [];
    const isDone = row.completed === "Completed" && before?.completed !== "Completed";
    return isDone ? [...isNew, activity("ActivityCompleted")] : isNew;
  },
});

/** A `TaskListItem` from the list of tasks; what else it has stands in the item's `rest` by wire names. */
function taskBody(directory: Directory, taskId: number): JsonObject | null {
  const item = directory.item("task", taskId);
  if (item === undefined) return null;
  return {
    ...filled("TaskListItem"),
    ...item.rest,
    TaskListItemId: item.itemId,
    Value: item.name,
    Tooltip: item.tooltip,
    Deleted: item.deleted,
    Rank: item.rank,
  };
}
