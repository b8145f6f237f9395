import type { ContactActivity } from "@so-webapi/client/types";
import { flagsOf, toDate } from "@so-webapi/client/values";
import { html } from "hono/html";
import { style } from "./style.ts";

type Html = ReturnType<typeof html>;
type Company = Pick<ContactActivity, "Name" | "Category" | "Action" | "ActionTime">;

/** The companies, as the tenant sorted them. `html` escapes what it is given. */
export function activePage(companies: readonly Company[]): Html {
  return layout(html`
    <p>${companies.length} companies in which something happened.</p>
    <ul>${companies.map(companyItem)}</ul>
  `);
}

/** What went wrong is in the log and no business of the browser's. */
export function failurePage(): Html {
  return layout(html`<p role="alert">The CRM does not answer. Try again in a minute.</p>`);
}

function companyItem({ Name, Category, Action, ActionTime }: Company): Html {
  const when = toDate(ActionTime, { zone: "UTC" });
  return html`
    <li>
      <strong>${Name}</strong> <span>${Category}</span>
      <small>
        ${[...flagsOf(Action)].map(spelledOut).join(", ")}
        ${when && html`<time datetime="${when.toISOString()}">${dates.format(when)}</time>`}
      </small>
    </li>
  `;
}

const dates = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

/** `ActivityCompleted` → `activity completed` */
function spelledOut(action: string): string {
  return action.replace(/\B[A-Z]/g, " $&").toLowerCase();
}

function layout(content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Active companies</title>
        <link rel="icon" href="data:," />
        ${style}
      </head>
      <body>
        <main>
          <h1>Active companies</h1>
          ${content}
        </main>
      </body>
    </html>`;
}
