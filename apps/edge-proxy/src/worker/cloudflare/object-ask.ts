import type { RateOptions } from "../../lib/stores/rate-store.ts";

/** What a Worker asks of an object of `ProxyStore`, as JSON. */
export type ObjectAsk =
  | { readonly do: "take"; readonly rate: RateOptions; readonly now: number }
  | { readonly do: "lock"; readonly token: string; readonly ms: number }
  | { readonly do: "free"; readonly token: string }
  | { readonly do: "marks"; readonly tags: readonly string[] }
  | { readonly do: "touch"; readonly tags: readonly string[] };
