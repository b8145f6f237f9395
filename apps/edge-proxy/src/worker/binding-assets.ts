import type { Assets } from "../lib/assets/assets.ts";

/** Cloudflare's binding to the files that were deployed with a Worker. */
export interface AssetsBinding {
  fetch(request: Request): Promise<Response>;
}

/** Reads the static files through the binding, which compresses on its own. */
export function bindingAssets(binding: AssetsBinding): Assets {
  return async (path) => {
    const answer = await binding.fetch(new Request(`https://assets.invalid/${path}`));
    if (!answer.ok || answer.body === null) return undefined;
    return {
      body: answer.body,
      contentType: answer.headers.get("content-type") ?? "application/octet-stream",
    };
  };
}
