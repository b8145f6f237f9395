// The Worker that has the sandbox in it as well, half as large again: its data is in the D1 database that is bound as DB.
import { createSandbox } from "@so-webapi/sandbox";
import { type D1Binding, d1 } from "@so-webapi/sandbox/d1";
import { makeWorker } from "../worker/make-worker.ts";

export { ProxyStore } from "../worker/cloudflare/proxy-store.ts";

export default makeWorker({
  async openSandbox(database) {
    if (!isDatabase(database)) throw new TypeError("DB is bound to something that is no D1 database");
    // A Worker is reached from everywhere, and control asks for no credentials.
    const { fetch } = await createSandbox({ storage: d1(database), control: false });
    return { kind: "sandbox", fetch };
  },
});

function isDatabase(binding: unknown): binding is D1Binding {
  return typeof binding === "object" && binding !== null && "prepare" in binding && "batch" in binding;
}
