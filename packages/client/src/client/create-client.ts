import type { Api } from "../api/api.ts";
import { readRow } from "../api/operation-row.ts";
import { apiRules } from "./api-rules.ts";
import type { Client, ClientOptions } from "./client.ts";
import { createTransport, rawMethods } from "./create-raw-client.ts";
import { createNamedCall } from "./named-call.ts";

/**
 * Makes a client for one tenant and one caller. It keeps no state and opens no connection; make as many as you like,
 * one per request at the edge.
 *
 * @throws {SoOptionsError} with all mistakes in the options at once.
 *
 * @example
 * import { basic, createClient } from "@so-webapi/client";
 * import { contact } from "@so-webapi/client/entities/contact";
 *
 * const so = createClient({
 *   baseUrl: "https://crm.example.com/SuperOffice",
 *   auth: basic("tje0", "Tje0"),
 *   apis: [contact],
 * });
 * const created = await so.contact.create({ Name: "Dare Group" });
 * if (created.ok) console.log(created.data.ContactId);
 */
export function createClient<const Apis extends readonly Api[], const Throws extends boolean = false>(
  options: ClientOptions<Apis, Throws>,
): Client<Apis, Throws> {
  const transport = createTransport(options, apiRules(options));
  const client: Tree = { ...rawMethods(transport) };
  for (const api of options.apis) {
    let place = client;
    for (const name of api.at) {
      place[name] ??= {};
      place = place[name] as Tree;
    }
    for (const [name, row] of Object.entries(api.calls))
      place[name] = createNamedCall(() => readRow(api, name, row), transport, options, api.bodies);
  }
  // The generated types say the same of each API as its table.
  return client as Client<Apis, Throws>;
}

/** Calls in their places, beside those of other APIs below the same name. */
interface Tree {
  [name: string]: unknown;
}
