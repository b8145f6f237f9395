import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { WebApiProxy } from "../lib/create-proxy.ts";
import type { ProxyAnswer } from "../lib/message/proxy-answer.ts";
import { problemAnswer, problemBody } from "../lib/problem/problem-response.ts";
import { type ProblemCode, problems } from "../lib/problem/problems.ts";
import { nodeRequest } from "./node-request.ts";
import { writeAnswer } from "./write-answer.ts";

export interface ServeOptions {
  readonly proxy: WebApiProxy;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Milliseconds for the header of a request to arrive, then 408; 0 for never. Default a minute. */
  readonly requestTimeout?: number;
}

/** Listens until `close`; fails where the port cannot be had. */
export function serve({ proxy, host, port, requestTimeout = 60_000 }: ServeOptions): Promise<Server> {
  async function listener(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    try {
      const request = nodeRequest(incoming, outgoing);
      const answer = request === undefined ? malformed() : await proxy.handle(request);
      await writeAnswer(answer, outgoing);
    } catch {
      // Nothing is left to say it with.
      outgoing.destroy();
    }
  }
  const server = createServer(
    {
      // A request without Host is answered by us, with a problem body.
      requireHostHeader: false,
      headersTimeout: requestTimeout,
      // The total time-out is for what comes after the header.
      requestTimeout: 0,
      // Node looks at its connections so often and no sooner.
      connectionsCheckingInterval: Math.min(30_000, Math.max(100, requestTimeout / 2)),
    },
    listener,
  );
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => answerBroken(error, socket));
  // Without a listener Node closes these without a word.
  server.on("connect", (_request, socket: Socket) => writeProblem(socket, "method-not-allowed"));
  server.on("checkExpectation", (_request, response: ServerResponse) => {
    response.writeHead(417, { "content-type": "application/problem+json", "cache-control": "no-store" });
    response.end(problemBody("expectation-failed"));
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve(server);
    });
  });
}

/** Closes the connection as well: who sends this does not mean well, or is not understood by all on the way. */
function malformed(): ProxyAnswer {
  const answer = problemAnswer("request-malformed");
  answer.headers.set("connection", "close");
  return answer;
}

/** `http://127.0.0.1:8787`, IPv6 in brackets. */
export function addressOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

const brokenBy: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: "headers-too-large",
  ERR_HTTP_REQUEST_TIMEOUT: "request-timeout",
};

/** Answers what never became a request. The connection ends with it, for nobody knows where the next one begins. */
function answerBroken(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  writeProblem(socket, brokenBy[error.code ?? ""] ?? "request-malformed");
}

function writeProblem(socket: Socket, code: ProblemCode): void {
  const body = problemBody(code);
  const { status, title } = problems[code];
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem+json\r\nCache-Control: no-store\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
