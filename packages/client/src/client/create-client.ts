import createFetchClient from "openapi-fetch";
import type { Api } from "../api/api.ts";
import { readRow } from "../api/operation-row.ts";
import { JSON_MEDIA_TYPE, type Transport } from "../transport/exchange.ts";
import type { Fetch } from "../transport/send.ts";
import { checkOptions } from "./check-options.ts";
import type { Client, ClientOptions } from "./client.ts";
import { createNamedCall, type NamedCallDefaults } from "./named-call.ts";
import { createRawMethod } from "./raw-method.ts";

/** Milliseconds; what .NET's HttpClient gives an answer, too. */
const DEFAULT_TIMEOUT_MS = 100_000;

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
export function createClient<const Apis extends readonly Api[]>(options: ClientOptions<Apis>): Client<Apis> {
  const { baseUrl, origin } = checkOptions(options);
  const { auth, apis, fetch = runtimeFetch } = options;
  const defaults = { timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS };
  const headers = {
    Accept: JSON_MEDIA_TYPE,
    ...(options.language !== undefined && { "Accept-Language": options.language }),
    ...options.headers,
  };
  const http = createFetchClient<object>({ baseUrl, headers });
  const transport = { http, sending: { origin, auth, fetch } };

  const raw = Object.fromEntries(
    ["GET", "POST", "PUT", "PATCH", "DELETE"].map((method) => [
      method,
      createRawMethod(method, transport, defaults),
    ]),
  );
  const client: Tree = { ...raw, use: http.use, eject: http.eject };
  for (const api of apis) hang(client, api, transport, defaults);
  // The generated types say the same of each API as its table.
  return client as Client<Apis>;
}

/** Looked up for each request: what stands in for it in tests may come later. */
const runtimeFetch: Fetch = (request) => globalThis.fetch(request);

interface Tree {
  [name: string]: unknown;
}

/** Puts an API's calls in their place, beside other APIs below the same name. */
function hang(client: Tree, api: Api, transport: Transport, defaults: NamedCallDefaults): void {
  let place = client;
  for (const name of api.at) {
    const inner = (place[name] ?? {}) as Tree;
    place[name] = inner;
    place = inner;
  }
  for (const [name, row] of Object.entries(api.calls)) {
    place[name] = createNamedCall(() => readRow(api, name, row), transport, defaults);
  }
}
