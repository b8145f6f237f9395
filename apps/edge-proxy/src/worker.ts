// The Worker for a tenant's address and for samples.
import { makeWorker } from "./worker/make-worker.ts";

export { ProxyStore } from "./worker/cloudflare/proxy-store.ts";

export default makeWorker();
