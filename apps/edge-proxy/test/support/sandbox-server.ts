import { createServer, type IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { createSandbox, type Sandbox, type SandboxOptions } from "@so-webapi/sandbox";

/** A sandbox on a real socket, as an environment online. */
export interface SandboxServer {
  readonly sandbox: Sandbox;
  readonly url: `http://${string}`;
  /** How many requests went to a path, in any case and without the query. */
  asked(path: string): number;
  /** Answers in place of the sandbox where it gives a status. */
  instead: (path: string, headers: IncomingMessage["headers"]) => number | undefined;
  /** Milliseconds that a path takes longer. */
  slowness: (path: string) => number;
  close(): Promise<void>;
}

export async function sandboxServer(options: SandboxOptions = {}): Promise<SandboxServer> {
  const sandbox = await createSandbox({ tenant: { installation: "online" }, ...options });
  const paths: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = "GET", url = "/", headers } = request;
    const [path = ""] = url.toLowerCase().split("?");
    paths.push(path);
    await wait(one.slowness(path));
    const status = one.instead(path, headers);
    if (status !== undefined) return void response.writeHead(status).end();
    const answer = await sandbox.fetch(
      new Request(one.url + url, {
        method,
        headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
        ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
      }),
    );
    response.setHeader("date", new Date(sandbox.now()).toUTCString());
    response.writeHead(answer.status, [...answer.headers].flat());
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const one: SandboxServer = {
    sandbox,
    url: `http://127.0.0.1:${address.port}`,
    asked: (path) => paths.filter((seen) => seen === path.toLowerCase()).length,
    instead: () => undefined,
    slowness: () => 0,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await sandbox.close();
    },
  };
  return one;
}
