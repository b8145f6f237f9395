import { createClient, soTicket, xsrfSession } from "@so-webapi/client";
import { contact } from "@so-webapi/client/entities/contact";
import type { Places } from "./check.ts";
import { has, isTrue, same } from "./expect.ts";
import { listChecks } from "./lists.ts";
import { sandboxChecks } from "./sandbox.ts";

export interface BrowserPlaces extends Places {
  /** Answers with a redirect to `elsewhere`, with the headers of CORS. */
  readonly moved: string;
}

type BrowserChecks = Readonly<Record<string, (places: BrowserPlaces) => Promise<void>>>;
const apis = [contact] as const;

async function signIn(crm: string): Promise<string> {
  const body = JSON.stringify({ user: "tje0", password: "Tje0" });
  const answer = await fetch(`${crm}/login/session`, { method: "POST", body });
  const { ticket }: { readonly ticket: string } = await answer.json();
  return ticket;
}

/** On a page of another origin: CORS, and a token. */
export const crossOriginChecks: BrowserChecks = {
  ...sandboxChecks,
  ...listChecks,

  "calls with a ticket that a function gives": async ({ sandbox }) => {
    const ticket = await signIn(sandbox);
    const so = createClient({ baseUrl: sandbox, auth: async () => soTicket(ticket), apis, throws: true });
    const { ContactId } = await so.contact.create({ Name: "From a page" });
    isTrue(ContactId > 0, "an id");
  },

  "is told that it was redirected, and does not follow": async ({ moved }) => {
    const so = createClient({ baseUrl: moved, auth: soTicket("7T:abc"), apis });
    has((await so.contact.get(1)).error, { code: "status", status: 0, family: "redirect" });
  },

  "ends in time, and when its caller leaves": async ({ rough }) => {
    const so = createClient({ baseUrl: `${rough}/stall-before-head`, apis });
    same((await so.contact.get(1, { timeoutMs: 300 })).error?.code, "timeout");
    same((await so.contact.get(1, { signal: AbortSignal.timeout(100) })).error?.code, "abort");
  },

  "is refused by a server that knows no CORS, as a connection that failed": async ({ elsewhere }) => {
    const so = createClient({ baseUrl: `${elsewhere}/gzip`, apis });
    same((await so.contact.get(1)).error?.code, "network");
  },
};

/** On a page beside SuperOffice: the session that the browser has there. */
export const sameOriginChecks: BrowserChecks = {
  "without a session sends nothing": async () => {
    const so = createClient({ baseUrl: location.origin, auth: xsrfSession(), apis });
    same((await so.contact.get(1)).error?.code, "credential");
  },

  "calls with the session of the page, writes too": async () => {
    await signIn(location.origin);
    const so = createClient({ baseUrl: location.origin, auth: xsrfSession(), apis, throws: true });
    const { ContactId } = await so.contact.create({ Name: "Beside SuperOffice" });
    has(await so.contact.get(ContactId), { Name: "Beside SuperOffice" });
    await so.contact.delete(ContactId);
  },

  "is refused with a token that is not the session's": async () => {
    const so = createClient({ baseUrl: location.origin, auth: xsrfSession({ token: "forged" }), apis });
    has((await so.contact.get(1)).error, { code: "status", status: 401 });
  },
};
