// A page that shows the companies in which something happened. The browser gets HTML; credentials stay here.
import { serve } from "@hono/node-server";
import { basic, createClient, retries } from "@so-webapi/client";
import { contactAgent } from "@so-webapi/client/agents/contact";
import { Hono } from "hono";
import { activePage, failurePage } from "./pages.ts";

const so = createClient({
  baseUrl: process.env.SO_URL ?? "http://127.0.0.1:8787",
  auth: basic(process.env.SO_USER ?? "tje0", process.env.SO_PASSWORD ?? "Tje0"),
  apis: [contactAgent],
  language: "en",
  timeZone: "UTC", // the pages count on it
  retry: retries(),
  timeoutMs: 10_000,
});

const app = new Hono();

app.get("/", async (c) => {
  const active = await so.agents.contact.getMyActiveContacts(
    { ActionType: "Created, Updated, ActivityCompleted" },
    {
      select: ["Name", "Category", "Action", "ActionTime"],
      signal: c.req.raw.signal,
    },
  );
  if (active.ok) return c.html(activePage(active.data ?? []));
  console.error(active.error.code, active.error.message);
  return c.html(failurePage(), 502);
});

serve({ fetch: app.fetch, hostname: "127.0.0.1", port: Number(process.env.PORT ?? 3000) }, ({ port }) =>
  console.log(`http://127.0.0.1:${port}`),
);
