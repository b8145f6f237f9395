import { basic, createClient } from "@so-webapi/client";
import { contact } from "@so-webapi/client/entities/contact";
import { answers } from "@so-webapi/client/validation";
import type { Checks } from "./check.ts";
import { has } from "./expect.ts";

const validate = answers({ mode: "enforce" });

/** Answers held to the contract, by validators that are loaded on demand. */
export const validationChecks: Checks = {
  "an answer that keeps the contract passes": async ({ sandbox }) => {
    const so = createClient({ baseUrl: sandbox, auth: basic("tje0", "Tje0"), apis: [contact], validate });
    has(await so.contact.get(1, { select: ["Name"] }), { ok: true });
  },
  "an answer that breaks the contract is refused": async ({ rough }) => {
    const so = createClient({ baseUrl: `${rough}/gzip`, apis: [contact], validate });
    const { error } = await so.contact.get(7);
    has(error, { code: "contract", cause: undefined });
  },
};
