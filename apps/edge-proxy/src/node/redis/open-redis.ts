import { singleFlight } from "@so-webapi/client";
import type { OnStoreChange } from "../../lib/stores/shared-store.ts";
import { type StoreOptions, withFallback } from "../../lib/stores/with-fallback.ts";
import { redisStore } from "./redis-store.ts";

/** Milliseconds that the program waits for the first connection before it begins without. */
const WAIT_MS = 1_000;

/** Options of a proxy that shares a Redis with others, and goes on without it. */
export async function openRedis(
  url: string,
  cacheBytes: number,
  onChange: OnStoreChange,
): Promise<{ readonly options: StoreOptions; close(): void }> {
  const store = redisStore(url);
  const options = withFallback(store, {
    clock: Date.now,
    cacheBytes,
    singleFlight: singleFlight(),
    onChange,
  });
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, WAIT_MS);
  });
  await Promise.race([store.connected, patience]);
  clearTimeout(timer);
  return { options, close: store.close };
}
