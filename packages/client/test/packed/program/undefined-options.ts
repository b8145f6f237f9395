// For projects with `exactOptionalPropertyTypes`: what a program may not have is given as it is, `undefined` or not.
import type { CallOptions, ClientOptions, RetriesOptions, SoTicketOptions } from "@so-webapi/client";
import { createClient, retries } from "@so-webapi/client";
import { contact } from "@so-webapi/client/entities/contact";
import { type Filter, field } from "@so-webapi/client/filter";
import { type ArchiveOptions, type ListOptions, rows } from "@so-webapi/client/lists";
import type { OAuthOptions } from "@so-webapi/client/oauth";
import type { TraceContextOptions } from "@so-webapi/client/observe";
import type { SystemUserOptions } from "@so-webapi/client/system-user";
import type { TenantOptions } from "@so-webapi/client/tenant";
import type { AnswersOptions } from "@so-webapi/client/validation";
import type { VerifyWebhookOptions } from "@so-webapi/client/webhooks";

/** The optional members that do not take `undefined`. */
type Lacking<Options> = {
  [Name in keyof Options]-?: Partial<Pick<Options, Name>> extends Pick<Options, Name>
    ? { [Given in Name]: undefined } extends Pick<Options, Name>
      ? never
      : Name
    : never;
}[keyof Options];

/** Says which do not. */
const takesUndefined = <Options>(..._: [Lacking<Options>] extends [never] ? [] : [Lacking<Options>]) => {};

takesUndefined<CallOptions>();
takesUndefined<ClientOptions>();
takesUndefined<Pick<RetriesOptions, "budget" | "statuses" | "isUnopened" | "random" | "now">>();
takesUndefined<SoTicketOptions>();
takesUndefined<ListOptions>();
takesUndefined<ArchiveOptions>();
takesUndefined<OAuthOptions>();
takesUndefined<TraceContextOptions>();
takesUndefined<SystemUserOptions>();
takesUndefined<TenantOptions>();
takesUndefined<AnswersOptions>();
takesUndefined<VerifyWebhookOptions>();

export function changedContacts(
  options: { readonly baseUrl: string; readonly fetch?: typeof fetch },
  since?: Date,
) {
  const so = createClient({ ...options, fetch: options.fetch, apis: [contact], retry: retries() });
  const filter: Filter | undefined = since && field("updatedDate").afterTime(since);
  return rows(so.contact.list, { filter, select: ["contactId", "name"] });
}
