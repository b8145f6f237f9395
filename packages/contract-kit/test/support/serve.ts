import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createSandbox } from "@so-webapi/sandbox";
import { afterAll } from "vitest";

const stops: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** A server on a port of its own, gone after the tests. */
export async function serve(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  // A connection that is closed for resting would cut what is just being asked, more so on a busy machine.
  server.keepAliveTimeout = 300_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What a stand-in does to the answers of the sandbox; undefined leaves one as it is. */
export type Change = (
  answer: Response,
  request: Request,
) => Promise<Response | undefined> | Response | undefined;

/** The sandbox behind a real socket, its answers changed or not. */
export async function serveSandbox(change: Change = () => undefined): Promise<string> {
  const sandbox = await createSandbox();
  stops.push(() => sandbox.close());
  return serve(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const init = {
      method: incoming.method ?? "GET",
      headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]),
      ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
    };
    const request = new Request(`http://127.0.0.1${incoming.url}`, init);
    const answer = await sandbox.fetch(request.clone());
    const sent = (await change(answer.clone(), request)) ?? answer;
    outgoing.writeHead(sent.status, [...sent.headers].flat()).end(Buffer.from(await sent.arrayBuffer()));
  });
}
