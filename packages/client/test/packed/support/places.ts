import { generateKeyPairSync } from "node:crypto";
import { createSandbox, type SandboxOptions } from "@so-webapi/sandbox";
import type { Places } from "../program/check.ts";
import { serveRough } from "./rough-server.ts";
import { serveFetch } from "./serve-fetch.ts";

/** Starts the servers of a run; they stop when the stack is disposed of. */
export async function openPlaces(open: AsyncDisposableStack): Promise<Places> {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const application = {
    clientId: "packed",
    clientSecret: "packed-secret",
    name: "Packed",
    redirectUris: ["http://localhost/callback"],
    publicKey: publicKey.export({ format: "pem", type: "spki" }).toString(),
    systemToken: "Packed-1234567890",
  };
  const serveSandbox = async (options: SandboxOptions) => {
    const sandbox = await createSandbox(options);
    open.defer(() => sandbox.close());
    return open.use(await serveFetch(sandbox.fetch)).url;
  };
  const elsewhere = open.use(await serveRough());
  const nobody = await serveRough();
  await nobody[Symbol.asyncDispose]();
  return {
    sandbox: await serveSandbox({}),
    online: await serveSandbox({ tenant: { installation: "online" }, applications: [application] }),
    privateKey: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
    rough: open.use(await serveRough(elsewhere.url)).url,
    elsewhere: elsewhere.url,
    nobody: nobody.url,
  };
}
