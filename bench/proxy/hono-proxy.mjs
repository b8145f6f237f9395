// The named neighbour: Hono's own proxy() helper on Node, without anything else.
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { proxy } from "hono/proxy";

const app = new Hono();
app.get("/-/health", (c) => c.text("ok"));
app.all("*", (c) => {
  const { pathname, search } = new URL(c.req.url);
  return proxy(`${process.env.UPSTREAM}${pathname}${search}`, c.req);
});
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: "127.0.0.1" });
