import { createServer, request as httpRequest } from "node:http";
import type { AddressInfo } from "node:net";
import type { Program } from "../../src/servers/programs.ts";

/** What a broken proxy does to what passes through it. Everything that is left out passes unchanged. */
export interface Breakage {
  readonly requestHeaders?: (raw: readonly string[]) => readonly string[];
  readonly requestBody?: (body: string) => string;
  readonly answerHeaders?: (raw: readonly string[]) => readonly string[];
  readonly answerBody?: (body: string) => string;
  readonly status?: (status: number) => number;
  /** How often a request goes upstream. Default once. */
  readonly times?: number;
  /** Links in answers go on leading to the upstream. */
  readonly keepsLinks?: boolean;
}

/** A proxy with one fault, to show that the checks of proxies find it. */
export async function startBrokenProxy(upstream: string, breakage: Breakage): Promise<Program> {
  const { hostname, port } = new URL(upstream);
  const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", async () => {
      const text = Buffer.concat(chunks).toString();
      const body = Buffer.from(breakage.requestBody?.(text) ?? text);
      const own = withoutFraming(incoming.rawHeaders);
      const headers = [
        ...(breakage.requestHeaders?.(own) ?? own),
        "Host",
        `${hostname}:${port}`,
        "Content-Length",
        String(body.length),
      ];
      let answer: Answer | undefined;
      for (let time = 0; time < (breakage.times ?? 1); time++) {
        answer = await forward(
          { hostname, port, method: incoming.method, path: incoming.url, headers, agent: false },
          body,
        );
      }
      if (answer === undefined) return void outgoing.destroy();
      const moved = breakage.keepsLinks === true ? answer.body : answer.body.replaceAll(upstream, address());
      const answered = breakage.answerBody?.(moved) ?? moved;
      const raw = withoutFraming(answer.headers);
      const fields = breakage.answerHeaders?.(raw) ?? raw;
      outgoing.writeHead(breakage.status?.(answer.status) ?? answer.status, [
        ...fields,
        "Content-Length",
        String(Buffer.byteLength(answered)),
      ]);
      outgoing.end(answered);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: address(),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: string;
}

function forward(options: object, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(options);
    outgoing.on("error", reject);
    outgoing.on("response", (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.rawHeaders,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    outgoing.end(body);
  });
}

const framing: ReadonlySet<string> = new Set([
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
  "date",
  "keep-alive",
]);

/** Raw headers, names and values in turn, without those of the connection. */
function withoutFraming(raw: readonly string[]): string[] {
  return raw.filter((_, index) => !framing.has((raw[index - (index % 2)] ?? "").toLowerCase()));
}
