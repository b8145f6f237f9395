import { request as httpRequest } from "node:http";
import { connect } from "node:net";

/** An answer as it stood on the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly setCookie: readonly string[];
  readonly body: Buffer;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any;
}

export interface Ask {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
}

/** Sends one request over a socket of its own; the path goes out as it is given. */
export function ask(address: string, { method = "GET", path, headers = {}, body }: Ask): Promise<Answer> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const isSized = body !== undefined && headers["transfer-encoding"] === undefined;
    const length = isSized ? { "content-length": String(Buffer.byteLength(body)) } : {};
    const request = httpRequest(
      {
        hostname,
        port,
        method,
        path,
        headers: { ...length, ...headers } as Record<string, string>,
        agent: false,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const whole = Buffer.concat(chunks);
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers as Record<string, string>,
            setCookie: response.headers["set-cookie"] ?? [],
            body: whole,
            text: whole.toString(),
            get json() {
              return JSON.parse(whole.toString());
            },
          });
        });
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

/** Milliseconds until something must come back; a busy machine may be long in beginning. */
const FIRST_BYTE = 30_000;

/** Writes bytes to a socket and gives everything that comes back until the other side closes or falls silent after that. */
export function speak(
  address: string,
  text: string | readonly (string | Buffer)[],
  silence = 5_000,
): Promise<string> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let received = "";
    const done = (): void => {
      socket.destroy();
      resolve(received);
    };
    socket.setTimeout(FIRST_BYTE, done);
    socket.once("data", () => socket.setTimeout(silence));
    socket.on("error", done);
    socket.on("close", done);
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
    });
    for (const part of typeof text === "string" ? [text] : text) socket.write(part);
  });
}

/** The body of an answer that was read by {@link speak}. */
export function spokenBody(received: string): { status: number; code: unknown } {
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(received)?.[1]);
  const body = received.slice(received.indexOf("\r\n\r\n") + 4);
  const json = /\{.*\}/s.exec(body)?.[0];
  return { status, code: json === undefined ? undefined : (JSON.parse(json) as { code: unknown }).code };
}
