import { createSandbox, type Sandbox, type SandboxOptions } from "@so-webapi/sandbox";
import { serve, type TestServer } from "../server.ts";

export interface SandboxServer extends TestServer {
  readonly sandbox: Sandbox;
  readonly environment: `http://${string}`;
  /** How many requests went to a path, in any letter case. */
  asked(path: string): number;
}

/** A sandbox on a real socket, as an environment online. */
export async function serveSandbox(options: SandboxOptions = {}): Promise<SandboxServer> {
  const sandbox = await createSandbox({ tenant: { installation: "online" }, ...options });
  const server: TestServer = await serve(async (response, { method, target, headers, bytes }) => {
    const init: RequestInit = { method };
    init.headers = Object.entries(headers).map(([name, value]) => [name, String(value)]);
    if (bytes.length > 0) init.body = new Uint8Array(bytes);
    const answer = await sandbox.fetch(new Request(`${server.url}${target}`, init));
    response.writeHead(answer.status, [...answer.headers].flat());
    response.end(new Uint8Array(await answer.arrayBuffer()));
  });
  const stop = server[Symbol.asyncDispose];
  return Object.assign(server, {
    sandbox,
    environment: server.url as `http://${string}`,
    asked: (path: string) =>
      server.seen.filter(({ target }) => target.split("?")[0]?.toLowerCase() === path.toLowerCase()).length,
    async [Symbol.asyncDispose]() {
      await sandbox.close();
      await stop();
    },
  });
}
