import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Header, SampleResponse } from "../samples/sample.ts";

/** A request as it arrived on the socket. */
export interface Recorded {
  readonly method: string;
  readonly target: string;
  /** Names as they were written, in their order. */
  readonly headers: readonly Header[];
  readonly body: Buffer;
}

/** A server on a port of this machine that keeps what it is sent and answers what it was told to. */
export interface Recorder {
  readonly url: string;
  /** Sets the answer for the next request and forgets what came before. */
  readonly expect: (answer: SampleResponse) => void;
  /** The requests since the last {@link Recorder.expect}. */
  readonly requests: readonly Recorded[];
  readonly close: () => Promise<void>;
}

export interface RecorderOptions {
  /** Default: 127.0.0.1. */
  readonly host?: string;
  /** Default: any port that is free. */
  readonly port?: number;
}

/**
 * Starts a recorder. It answers 500 to whatever nobody expected.
 *
 * @throws the system's error where the port is taken
 */
export async function startRecorder({
  host = "127.0.0.1",
  port = 0,
}: RecorderOptions = {}): Promise<Recorder> {
  let requests: Recorded[] = [];
  let answer: SampleResponse | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("error", () => response.destroy());
    request.on("end", () => {
      const { method = "", url = "", rawHeaders } = request;
      requests.push({ method, target: url, headers: inPairs(rawHeaders), body: Buffer.concat(chunks) });
      if (answer === undefined) return void response.writeHead(500).end();
      const body = Buffer.from(answer.body);
      const length: string[] = bodiless(answer.status) ? [] : ["Content-Length", String(body.byteLength)];
      response.writeHead(answer.status, answer.reason, [...answer.headers.flat(), ...length]);
      response.end(bodiless(answer.status) ? undefined : body);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`,
    expect(next) {
      requests = [];
      answer = next;
    },
    get requests() {
      return requests;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

// RFC 9110, 6.4.1: these statuses have no content.
const bodiless = (status: number): boolean => status === 204 || status === 205 || status === 304;

/** Node gives raw headers as names and values in turn. */
export function inPairs(raw: readonly string[]): Header[] {
  const headers: Header[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) headers.push([raw[at] ?? "", raw[at + 1] ?? ""]);
  return headers;
}
