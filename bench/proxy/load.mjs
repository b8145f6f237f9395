// A client of HTTP/1.1 that costs little: raw sockets, requests written once, one at a time on each connection.
import { connect } from "node:net";

/**
 * Keeps `connections` sockets busy for `seconds`, or sends `rate` requests a second over them.
 * @param {{ port: number, request: Buffer, connections: number, seconds: number, rate?: number }} options
 * @returns {Promise<{ requests: number, perSecond: number, p50: number, p99: number, errors: number }>} Latencies in
 * milliseconds. With a rate they count from when the request was due, so that a queue is not left out.
 */
export async function load({ port, request, connections, seconds, rate }) {
  const latencies = [];
  const idle = [];
  const due = [];
  let errors = 0;
  let stopped = false;
  const began = performance.now();
  const until = began + seconds * 1000;
  const next = (send) => {
    if (stopped) return;
    if (rate === undefined) send(performance.now());
    else if (due.length > 0) send(due.shift());
    else idle.push(send);
  };
  const sockets = await Promise.all(
    Array.from({ length: connections }, () =>
      open(port, request, {
        onAnswer(status, at) {
          latencies.push(performance.now() - at);
          if (status !== 200) errors++;
        },
        onBroken() {
          if (!stopped) errors++;
        },
        next,
      }),
    ),
  );
  for (const { send } of sockets) next(send);
  if (rate === undefined) await new Promise((resolve) => setTimeout(resolve, until - performance.now()));
  else await pace({ rate, began, until, idle, due });
  stopped = true;
  const elapsed = (performance.now() - began) / 1000;
  for (const { socket } of sockets) socket.destroy();
  latencies.sort((a, b) => a - b);
  const at = (share) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? NaN;
  return {
    requests: latencies.length,
    perSecond: latencies.length / elapsed,
    p50: at(0.5),
    p99: at(0.99),
    errors,
  };
}

/** Lets requests fall due at a steady rate. It asks the clock at every turn: timers are too coarse for a tenth of a millisecond. */
function pace({ rate, began, until, idle, due }) {
  const every = 1000 / rate;
  let at = began;
  return new Promise((resolve) => {
    const turn = () => {
      const now = performance.now();
      if (now >= until) return resolve();
      for (; at <= now; at += every) {
        const send = idle.shift();
        if (send === undefined) due.push(at);
        else send(at);
      }
      setImmediate(turn);
    };
    turn();
  });
}

function open(port, request, { onAnswer, onBroken, next }) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let at = 0;
    let pending = "";
    const send = (begun) => {
      at = begun;
      socket.write(request);
    };
    socket.on("connect", () => resolve({ socket, send }));
    socket.on("error", (error) => {
      reject(error);
      onBroken();
    });
    socket.on("end", onBroken);
    socket.on("data", (chunk) => {
      pending += chunk.latin1Slice();
      if (!isWhole(pending)) return;
      const status = Number(pending.slice(9, 12));
      pending = "";
      onAnswer(status, at);
      next(send);
    });
  });
}

function isWhole(text) {
  const end = text.indexOf("\r\n\r\n");
  if (end === -1) return false;
  const head = text.slice(0, end);
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return text.length >= end + 4 + Number(length);
  return /\r\ntransfer-encoding: *chunked/i.test(head) && text.endsWith("\r\n0\r\n\r\n");
}
