import { readdirSync } from "node:fs";
import { join } from "node:path";
import { flagVariants } from "./flag-variants.ts";

const calls = `
const client = createClient<paths>({ baseUrl: "https://crm.example.com" });
export async function lines(): Promise<string[]> {
  const active = await client.POST("/api/v1/Agents/Contact/GetMyActiveContacts", {
    params: { query: { $select: "Name" } },
    body: { ContactCategories: [1] },
  });
  if (active.error) throw new Error(JSON.stringify(active.error));
  const callers = await client.POST("/api/v1/Agents/Pocket/GetMyCallerIDs", { body: {} });
  return [
    ...(active.data ?? []).map(({ Name }) => Name ?? "(no name)"),
    ...(callers.data?.CallerIDs ?? []).map(({ PhoneNumber }) => String(PhoneNumber)),
  ];
}
`;
const openapiFetch = 'import createClient from "openapi-fetch";\n';
const twoAgents = `import type { paths as Contact } from "@so-webapi/types/agents/contact";
import type { paths as Pocket } from "@so-webapi/types/agents/pocket";
type paths = Contact & Pocket;
`;

/** Files of a user, by name. */
export function subjects(dist: string): Readonly<Record<string, string>> {
  const entries = ["agents", "entities"].flatMap((kind) =>
    readdirSync(join(dist, "generated", kind)).map((file) => `${kind}/${file.replace(/\.d\.ts$/, "")}`),
  );
  const everything = entries.map(
    (entry, i) =>
      `import type { paths as P${i} } from "@so-webapi/types/${entry}";\nexport type K${i} = keyof P${i};`,
  );
  const flags = flagVariants(30);
  return {
    nothing: "export {};",
    "one-entry": `import type { paths } from "@so-webapi/types/agents/contact";
export type Post = paths["/api/v1/Agents/Contact/GetMyActiveContacts"]["post"]["requestBody"];`,
    "all-entries": everything.join("\n"),
    "all-classes": `import type { ContactEntity } from "@so-webapi/types";\nexport type Name = ContactEntity["Name"];`,
    "fetch-hand-cut": `${openapiFetch}import type { paths } from "./hand-cut.ts";\n${calls}`,
    "fetch-two-agents": `${openapiFetch}${twoAgents}${calls}`,
    "flags-first-checked": flags["first name checked"],
    "flags-two-checked": flags["two names checked"],
  };
}
