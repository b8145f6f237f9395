// Serves the page, and the one call that it makes: the proxy signs in, so no secret leaves this process.
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { basicCredentials, createProxy } from "@so-webapi/edge-proxy";
import { Hono } from "hono";

const proxy = createProxy({
  upstream: { kind: "url", baseUrl: process.env.SO_URL ?? "http://127.0.0.1:8787" },
  credentials: basicCredentials(process.env.SO_USER ?? "tje0", process.env.SO_PASSWORD ?? "Tje0"),
  callers: [
    {
      name: "page",
      // Who has signed in at your server: look for your session here, and give undefined where there is none.
      session: () => "everybody",
      policy: {
        operations: ["v1ContactAgent_GetMyActiveContacts"],
        visible: ["ContactId", "Name", "Category", "ActionTime"].map((name) => `ContactActivity.${name}`),
      },
    },
  ],
  validation: { requests: "enforce", answers: "report" },
});

const app = new Hono();
app.all("/api/*", (c) => proxy.fetch(c.req.raw));
app.use(serveStatic({ root: "dist" }));

serve({ fetch: app.fetch, hostname: "127.0.0.1", port: Number(process.env.PORT ?? 3000) }, ({ port }) =>
  console.log(`http://127.0.0.1:${port}`),
);
