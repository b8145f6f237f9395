import { type SQL, sql } from "drizzle-orm";
import { UNSET } from "../model/instant.ts";
import { appointments, chatSessions, documents, persons } from "../storage/schema.ts";
import { column, constant, reachedBy } from "./column.ts";
import { associateColumns } from "./columns/associate-columns.ts";
import { personColumns } from "./columns/person-columns.ts";
import type { ListSource } from "./list-source.ts";

const part = (name: string) => sql`activity.${sql.identifier(name)}`;

/**
 * Appointments, documents and chats of one contact or person in one list. Mailings and submitted forms, which the vendor's
 * provider also shows, are nothing that the sandbox has. When chats are registered and updated is not documented: when they
 * were requested, and never.
 *
 * Source: rest/Contact/v1ContactEntity_Activities.md:27; docs.superoffice.com, "Archive providers", ContactActivity.
 */
export function activityList(owner: "contactId" | "personId", id: number): ListSource {
  return {
    from: sql`(${rowsOf(owner, id)}) as activity`,
    joins: {
      person: sql`left join ${persons} on ${persons.personId} = ${part("person_id")} and ${persons.deleted} = 0`,
    },
    where: undefined,
    key: part("id"),
    entity: part("entity"),
    entities: ["appointment", "document", "chat"],
    columns: [
      column("date", "date", part("date")),
      column("text", "text", part("text")),
      column("associateId", "associate", part("associate_id"), { aliases: ["assocId"] }),
      column("contactId", "integer", part("contact_id")),
      column("personId", "integer", part("person_id")),
      column("updatedDate", "date", part("updated"), { utc: true }),
      column("registeredDate", "date", part("registered"), { utc: true, aliases: ["registered"] }),
      ...associateColumns("associate", part("associate_id")),
      ...reachedBy("person", "person", personColumns),
    ],
    shown: ["date", "text"],
  };
}

function rowsOf(owner: "contactId" | "personId", id: number): SQL {
  return sql`
    select 'appointment' as entity, ${appointments.appointmentId} as id, ${appointments.startAt} as date,
      ${appointments.description} as text, ${appointments.associateId} as associate_id,
      ${appointments.contactId} as contact_id, ${appointments.personId} as person_id,
      ${appointments.updatedAt} as updated, ${appointments.createdAt} as registered
    from ${appointments} where ${appointments[owner]} = ${id} and ${appointments.deleted} = 0
    union all
    select 'document', ${documents.documentId}, ${documents.date}, ${documents.header}, ${documents.associateId},
      ${documents.contactId}, ${documents.personId}, ${documents.updatedAt}, ${documents.createdAt}
    from ${documents} where ${documents[owner]} = ${id}
    union all
    select 'chat', ${chatSessions.chatSessionId}, ${chatSessions.requestedAt}, ${chatSessions.firstMessage},
      ${chatSessions.associateId}, ${chatSessions.contactId}, ${chatSessions.personId}, ${constant(UNSET)},
      ${chatSessions.requestedAt}
    from ${chatSessions} where ${chatSessions[owner]} = ${id}`;
}
