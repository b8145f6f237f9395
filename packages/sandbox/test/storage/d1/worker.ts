import { createSandbox, type Sandbox } from "../../../src/index.ts";
import { type D1Binding, d1 } from "../../../src/storage/d1.ts";

// What a user deploys, as the README shows it; the clock stands still so that runs repeat.
const NOW = Date.UTC(2026, 10, 20, 12, 0, 0);
let sandbox: Promise<Sandbox> | undefined;

export default {
  async fetch(request: Request, env: { readonly DB: D1Binding }): Promise<Response> {
    sandbox ??= createSandbox({ storage: d1(env.DB), clock: () => NOW });
    return (await sandbox).fetch(request);
  },
};
