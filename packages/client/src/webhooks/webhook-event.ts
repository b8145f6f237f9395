import type { UnknownMember } from "@so-webapi/types";

type Changes = "created" | "changed" | "deleted";

/**
 * Names of the events that the vendor documents. Others can come too: of tables of one's own (`y_table.created`) and
 * events that somebody signals (`POST /api/v1/Webhook/{eventName}/{primaryKey}`).
 *
 * Source: docs.superoffice.com, "Event details" of webhooks and the pages that it leads to.
 */
export type WebhookEventName =
  | `${"activity" | "associate" | "contact" | "document" | "person" | "project"}.${Changes}`
  | `${"projectmember" | "relation" | "sale" | "salestakeholder"}.${Changes}`
  | "contact.softdeleted"
  | "chatsession.created"
  | "chatsession.changed"
  | "chatsession.message"
  | "document.edited"
  | "person.consented"
  | "person.unconsented"
  | "quote.approved"
  | "quote.rejected"
  | "quote.sent"
  | "quote.ordered"
  | "sale.completed"
  | "sale.lost"
  | "sale.sold"
  | "ticket.created"
  | "ticket.changed"
  | `list.${string}.${"created" | "changed" | "softdeleted"}`
  | "webhook.started"
  | "webhook.stopped"
  | "webhook.errors"
  | "test";

/**
 * What a notification says, exactly as sent. Only `Event` is there for certain: the documented samples leave some of
 * the others out now and then. `Own` are names of events that somebody signals and of tables of one's own.
 *
 * Source: docs.superoffice.com, "Receiving notifications"; rest/Webhook/v1Webhook_PostWebhook.md:64 (`Properties`).
 */
export interface WebhookPayload<Own extends string = never> {
  /**
   * What happened, `contact.changed` for example. A name that these types do not know is a plain string at run time;
   * comparing with a misspelt one does not compile.
   */
  readonly Event: WebhookEventName | Own | UnknownMember;
  /** A GUID that stays the same when the notification is sent again. */
  readonly EventId?: string;
  /** When it happened, in UTC: `2018-04-05T08:28:01.5732501Z`. */
  readonly Timestamp?: string;
  /** The id of what it happened to; 0 where there is none. */
  readonly PrimaryKey?: number;
  /** Its kind: `contact`. */
  readonly Entity?: string;
  /** Fields that changed, by their names in the database. */
  readonly Changes?: readonly string[];
  /** Ids that what was deleted had. */
  readonly Values?: Readonly<Record<string, unknown>>;
  /** Some values of the row, by the names of its fields in the database. */
  readonly FieldValues?: Readonly<Record<string, unknown>>;
  /** The tenant, online. */
  readonly ContextIdentifier?: string;
  readonly ChangedByAssociateId?: number;
  readonly WebhookName?: string;
  /** What the webhook's own `Properties` put in. */
  readonly [property: string]: unknown;
}

/** What came beside the body. Nobody signed it: whoever can repeat a body can write these anew. */
export interface WebhookDelivery {
  /** `X-SuperOffice-Event`. Events of a webhook have its number here: `webhook123.errors`. */
  readonly event: string | null;
  /** `X-SuperOffice-EventId`. Documented samples have another one here than in the body. */
  readonly eventId: string | null;
  /** `X-SuperOffice-Retry`: how often it was tried before; `null` when the header is missing or no number. */
  readonly retry: number | null;
}
