import type { ProxyOptions } from "../../lib/options.ts";
import { isolateFlight } from "../../lib/single-flight/single-flight.ts";
import type { OnStoreChange } from "../../lib/stores/shared-store.ts";
import { withFallback } from "../../lib/stores/with-fallback.ts";
import type { EdgeCache, KvNamespace, ObjectNamespace } from "./bindings.ts";
import { cloudflareStore, kvTexts } from "./cloudflare-store.ts";

/** Bindings that isolates share state through; each can be absent. */
export interface StoreBindings {
  /** Durable Objects of the class `ProxyStore`. */
  readonly STORE?: ObjectNamespace;
  readonly TENANTS?: KvNamespace;
}

/** Cloudflare's global; elsewhere there is none of this kind. */
interface Caches {
  open(name: string): Promise<EdgeCache>;
}

/** Options of the proxy for what is bound; none where nothing is, and each isolate keeps all for itself. */
export function boundStores(
  { STORE, TENANTS }: StoreBindings,
  cacheBytes: number,
  onChange: OnStoreChange,
): Partial<ProxyOptions> {
  if (STORE === undefined) return TENANTS === undefined ? {} : { tenantStore: kvTexts(TENANTS) };
  const openCache = (): Promise<EdgeCache> =>
    (globalThis as unknown as { readonly caches: Caches }).caches.open("so-proxy");
  const store = cloudflareStore({ objects: STORE, openCache, texts: TENANTS });
  return withFallback(store, { clock: Date.now, cacheBytes, singleFlight: isolateFlight(), onChange });
}
