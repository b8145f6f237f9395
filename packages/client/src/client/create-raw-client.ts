import type { Middleware } from "openapi-fetch";
import type { OptionRule } from "../errors/options-error.ts";
import { JSON_MEDIA_TYPE, type Transport } from "../transport/exchange.ts";
import { checkOptions } from "./check-options.ts";
import type { RawClientOptions } from "./client.ts";
import { localeHeaders } from "./locale-headers.ts";
import { createRawMethod } from "./raw-method.ts";
import type { RawMethods } from "./raw-types.ts";

/** Milliseconds; what .NET's HttpClient gives an answer, too. */
const DEFAULT_TIMEOUT_MS = 100_000;

/**
 * Makes a client of raw calls alone: openapi-fetch's typed methods over the given paths. It holds no operation, so it
 * is the smallest.
 *
 * @throws {SoOptionsError} with all mistakes in the options at once.
 *
 * @example
 * import { createRawClient } from "@so-webapi/client";
 * import type { paths } from "@so-webapi/types/entities/contact";
 *
 * const so = createRawClient<paths>({ baseUrl: "https://crm.example.com/SuperOffice" });
 * const { data, response } = await so.GET("/api/v1/Contact/{id}", { params: { path: { id: 7 } } });
 * if (response.ok) console.log(data?.Name);
 */
export function createRawClient<Paths extends object>(options: RawClientOptions): RawMethods<Paths> {
  return rawMethods<Paths>(createTransport(options));
}

export function createTransport(options: RawClientOptions, more?: readonly OptionRule[]): Transport {
  return {
    ...options,
    base: checkOptions(options, more),
    headers: { Accept: JSON_MEDIA_TYPE, ...localeHeaders(options), ...options.headers },
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    middlewares: [],
  };
}

export function rawMethods<Paths extends object>(transport: Transport): RawMethods<Paths> {
  const { middlewares } = transport;
  const client: Record<string, unknown> = {
    use: (...added: Middleware[]) => void middlewares.push(...added),
    eject(...removed: Middleware[]) {
      const kept = middlewares.filter((middleware) => !removed.includes(middleware));
      middlewares.splice(0, middlewares.length, ...kept);
    },
  };
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"])
    client[method] = createRawMethod(method, transport);
  // Typed by the caller's paths.
  return client as unknown as RawMethods<Paths>;
}
