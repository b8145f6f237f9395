import type { UpstreamAnswer } from "../upstream-answer.ts";
import { type Address, Connection, type ConnectionOwner, type Outgoing } from "./connection.ts";

export interface PoolOptions {
  /** Milliseconds for a connection to open; 0 for ever. */
  readonly connectTimeout: number;
  /** Milliseconds for which a connection is kept where the other side does not say. */
  readonly keepAliveTimeout: number;
  /** Bytes that the header of an answer may have. */
  readonly maxHeader: number;
}

/** Milliseconds between two looks for connections whose time is over. */
const SWEEP = 1_000;

/** Milliseconds that a connection rests before it is used again. */
const REST = "Bun" in globalThis ? 150 : 3;

/** Connections to one origin. As many are open as there are exchanges; those that wait are used again, the last one first. */
export class Pool implements ConnectionOwner {
  readonly address: Address;
  /** `Host` of requests. */
  readonly host: string;
  readonly connectTimeout: number;
  readonly maxHeader: number;
  readonly #keepAliveTimeout: number;
  readonly #idle: Connection[] = [];
  /** Those that have just done something. */
  readonly #resting: Connection[] = [];
  #open = 0;
  #sweep: NodeJS.Timeout | undefined;
  #onClosed: (() => void) | undefined;

  constructor(origin: string, { connectTimeout, keepAliveTimeout, maxHeader }: PoolOptions) {
    const { protocol, hostname, host, port } = new URL(origin);
    const isTls = protocol === "https:";
    this.host = host;
    this.address = {
      isTls,
      host: hostname.replace(/^\[|\]$/g, ""),
      port: Number(port) || (isTls ? 443 : 80),
    };
    this.connectTimeout = connectTimeout;
    this.maxHeader = maxHeader;
    this.#keepAliveTimeout = keepAliveTimeout;
  }

  send(outgoing: Outgoing, answer: UpstreamAnswer): void {
    this.#connection().send(outgoing, answer);
  }

  /** Closes what waits at once, and the rest when it is done. */
  close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#onClosed = resolve;
    });
    clearInterval(this.#sweep);
    for (const connection of this.#idle.splice(0)) connection.abort();
    if (this.#open === 0) this.#onClosed?.();
    return closed;
  }

  onIdle(connection: Connection, keptMs: number = this.#keepAliveTimeout): void {
    if (this.#onClosed !== undefined) {
      connection.abort();
      return;
    }
    connection.usableUntil = Date.now() + keptMs;
    this.#sweep ??= setInterval(() => this.#sweepIdle(), SWEEP).unref();
    if (this.#resting.push(connection) > 1) return;
    // The end of a connection can lie behind its answer, where a later turn of the event loop finds it (on Bun not the next
    // one): who says nothing of closing and closes shall not lose a request by that.
    setTimeout(() => this.#rested(), REST);
  }

  onGone(connection: Connection): void {
    const at = this.#idle.indexOf(connection);
    if (at !== -1) this.#idle.splice(at, 1);
    this.#open -= 1;
    if (this.#open === 0) this.#onClosed?.();
  }

  #rested(): void {
    for (const connection of this.#resting.splice(0)) {
      if (this.#onClosed !== undefined) connection.abort();
      else if (connection.isOpen) this.#idle.push(connection);
    }
  }

  #connection(): Connection {
    for (let last = this.#idle.pop(); last !== undefined; last = this.#idle.pop()) {
      if (last.usableUntil > Date.now()) return last;
      last.abort();
    }
    this.#open += 1;
    return new Connection(this);
  }

  #sweepIdle(): void {
    const now = Date.now();
    for (const connection of [...this.#idle]) if (connection.usableUntil <= now) connection.abort();
  }
}
