import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { wranglerConfig } from "./programs.ts";
import { workerModules } from "./worker-modules.ts";

/** Two Workers of the real bundle, each in an isolate of its own, with the bindings of wrangler.jsonc in common. */
export interface TwoWorkers {
  readonly miniflare: Miniflare;
  send(at: 0 | 1, path: string, init?: RequestInit): Promise<Response>;
  output(): string;
  stop(): Promise<void>;
}

export async function startTwoWorkers(bindings: Readonly<Record<string, unknown>>): Promise<TwoWorkers> {
  let printed = "";
  const { compatibility_date, compatibility_flags } = wranglerConfig();
  const store = { className: "ProxyStore", useSQLite: true };
  const worker = (name: string, isFirst: boolean) => ({
    name,
    ...workerModules("worker"),
    compatibilityDate: compatibility_date,
    compatibilityFlags: compatibility_flags,
    bindings: bindings as Record<string, never>,
    durableObjects: { STORE: isFirst ? store : { ...store, scriptName: "first" } },
    kvNamespaces: { TENANTS: "tenants" },
  });
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: "127.0.0.1",
      port: 0,
      cf: false,
      workers: [worker("first", true), worker("second", false)],
      handleStructuredLogs: ({ message }) => {
        printed += `${message}\n`;
      },
    }),
  );
  await miniflare.ready;
  // Its types are those of Cloudflare, which this package has not.
  const workers = (await Promise.all(
    ["first", "second"].map((name) => miniflare.getWorker(name)),
  )) as unknown as {
    fetch(url: string, init?: RequestInit): Promise<Response>;
  }[];
  return {
    miniflare,
    output: () => printed,
    async send(at, path, init) {
      const worker = workers[at];
      if (worker === undefined) throw new Error("no such Worker");
      return worker.fetch(`http://proxy.example${path}`, init);
    },
    stop: () => miniflare.dispose(),
  };
}
