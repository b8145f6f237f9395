// The Worker for a tenant's address and for samples.
import { makeWorker } from "./worker/make-worker.ts";

export default makeWorker();
