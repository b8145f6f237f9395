import type { Settings } from "../settings.ts";
import type { StoreState } from "../stores/shared-store.ts";

/** What `/-/health` answers: the proxy is up. It says nothing of the upstream's health. */
export interface Health {
  readonly status: "ok";
  readonly name: "so-proxy";
  readonly version: string;
  readonly upstream: string;
  readonly validation: { readonly requests: string; readonly answers: string };
  /** Number of operations that the proxy knows. */
  readonly operations: number;
  /** Whole seconds since this instance started. */
  readonly uptime: number;
}

/** Makes the health report of an instance that started at `started` milliseconds. */
export function health(settings: Settings, version: string, started: number): Health {
  return {
    status: "ok",
    name: "so-proxy",
    version,
    upstream: settings.upstream.kind,
    validation: settings.validation,
    operations: settings.contract.size ?? settings.contract.operations.length,
    uptime: Math.floor((settings.clock() - started) / 1000),
  };
}

/**
 * What `/-/ready` answers: whether new requests should come here. A store that does not answer is told and is no reason
 * against it, for the proxy goes on without it.
 */
export function ready(isDraining: boolean, { kind, reachable }: StoreState): Response {
  return Response.json(
    { status: isDraining ? "draining" : "ready", store: { kind, reachable } },
    { status: isDraining ? 503 : 200, headers: { "cache-control": "no-store" } },
  );
}
