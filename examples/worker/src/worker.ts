// Answers the companies in which something happened, by the client, at the edge.
import { basic, createClient, retries } from "@so-webapi/client";
import { contactAgent } from "@so-webapi/client/agents/contact";

interface Env {
  readonly SO_URL: string;
  readonly SO_USER: string;
  readonly SO_PASSWORD: string;
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    if (new URL(request.url).pathname !== "/active") return new Response("Not found", { status: 404 });

    // A client keeps neither state nor connections, so one for each request is fine.
    const so = createClient({
      baseUrl: env.SO_URL,
      auth: basic(env.SO_USER, env.SO_PASSWORD),
      apis: [contactAgent],
      language: "en",
      retry: retries(),
      timeoutMs: 10_000,
    });
    const active = await so.agents.contact.getMyActiveContacts(
      { ActionType: "Updated" },
      { select: ["ContactId", "Name", "Category"], signal: request.signal },
    );
    if (!active.ok) {
      console.error(active.error.code, active.error.message);
      return Response.json({ error: "The CRM does not answer." }, { status: 502 });
    }
    const companies = active.data ?? [];
    return Response.json(
      companies.map(({ ContactId, Name, Category }) => ({ id: ContactId, name: Name, category: Category })),
    );
  },
};
