import { connect } from "node:net";

/** What a socket saw of an answer, and how it ended: `end` for an orderly close, else the code of the error. */
export interface OnTheWire {
  readonly text: string;
  readonly ended: string;
}

/** Sends one request over a socket of its own and takes down what comes back until the other side ends it. */
export function onTheWire(
  address: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<OnTheWire> {
  const { hostname, port, host } = new URL(address);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let text = "";
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
    });
    socket.on("error", (error: NodeJS.ErrnoException) => resolve({ text, ended: error.code ?? error.name }));
    socket.on("end", () => resolve({ text, ended: "end" }));
    const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${fields.join("")}\r\n`);
  });
}
