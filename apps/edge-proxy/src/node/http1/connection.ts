import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { atTurnEnd } from "../turn-end.ts";
import type { AnswerSource, UpstreamAnswer } from "../upstream-answer.ts";
import { AnswerReader } from "./answer-reader.ts";
import { BrokenAnswer } from "./broken-answer.ts";

/** Where connections of a pool lead. */
export interface Address {
  readonly isTls: boolean;
  readonly host: string;
  readonly port: number;
  /** The last session of TLS, so that the next connection begins with it. */
  session?: Buffer | undefined;
}

/** A request, ready to be written. */
export interface Outgoing {
  /** The header, one character for each byte. */
  readonly head: string;
  readonly body: Uint8Array | null;
  readonly isHead: boolean;
  /** Milliseconds until the header of the answer; 0 for ever. */
  readonly headersTimeout: number;
  /** Milliseconds between two pieces of it; 0 for ever. */
  readonly idleTimeout: number;
}

/** Whom a connection tells of itself. */
export interface ConnectionOwner {
  readonly address: Address;
  /** Milliseconds. */
  readonly connectTimeout: number;
  /** Bytes that the header of an answer may have. */
  readonly maxHeader: number;
  /** Sends a request over another connection. */
  send(outgoing: Outgoing, answer: UpstreamAnswer): void;
  /** It can be used again, for so long where the other side says. */
  onIdle(connection: Connection, keptMs: number | undefined): void;
  onGone(connection: Connection): void;
}

/** What took too long, by a code. */
export class Late extends Error {
  readonly code: "CONNECT_TIMEOUT" | "HEADERS_TIMEOUT" | "BODY_TIMEOUT";

  constructor(code: Late["code"]) {
    super("too late");
    this.name = "Late";
    this.code = code;
  }
}

/** Bytes up to which header and body go out as one text. */
const ONE_WRITE = 16 * 1024;

/** A connection of HTTP/1.1 that carries one exchange at a time. */
export class Connection implements AnswerSource {
  /** Milliseconds since 1970 until which it may be used again; the pool's to write. */
  usableUntil = 0;
  readonly #owner: ConnectionOwner;
  readonly #socket: Socket;
  #isReady = false;
  #outgoing: Outgoing | undefined;
  #answer: UpstreamAnswer | undefined;
  #reader: AnswerReader | undefined;
  /** The request waits for the end of the turn. */
  #isUnsent = false;
  #isPaused = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(owner: ConnectionOwner) {
    this.#owner = owner;
    const { isTls } = owner.address;
    const socket = isTls ? secured(owner.address) : plain(owner.address);
    this.#socket = socket;
    // What is gone without a word is noticed after a while.
    socket.setKeepAlive(true, 60_000);
    if (owner.connectTimeout > 0)
      this.#timer = setTimeout(() => this.#fail(new Late("CONNECT_TIMEOUT")), owner.connectTimeout);
    // Nothing is written before the other side's certificate was looked at.
    socket.once(isTls ? "secureConnect" : "connect", () => this.#onReady());
    socket.on("data", (piece: Buffer) => this.#onData(piece));
    socket.on("end", () => this.#onEnd());
    socket.on("error", (cause) => this.#fail(cause));
    socket.on("close", () => {
      this.#fail(new BrokenAnswer("ANSWER_INCOMPLETE"));
      owner.onGone(this);
    });
  }

  /** Sends a request; its answer goes to `answer`. To be called while no other is under way. */
  send(outgoing: Outgoing, answer: UpstreamAnswer): void {
    this.#outgoing = outgoing;
    this.#answer = answer;
    this.#reader = new AnswerReader(answer, this.#owner.maxHeader, outgoing.isHead);
    answer.begin(this);
    if (!this.#isReady) return;
    this.#isUnsent = true;
    atTurnEnd(() => {
      if (this.#isUnsent) this.#write(outgoing);
    });
  }

  pause(): void {
    this.#isPaused = true;
    this.#socket.pause();
  }

  resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    this.#timer?.refresh();
    this.#socket.resume();
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed;
  }

  /** Ends it, whatever it is doing. */
  abort(): void {
    clearTimeout(this.#timer);
    this.#answer = undefined;
    this.#reader = undefined;
    this.#isUnsent = false;
    this.#socket.destroy();
  }

  #onReady(): void {
    clearTimeout(this.#timer);
    this.#isReady = true;
    if (this.#answer !== undefined && this.#outgoing !== undefined) this.#write(this.#outgoing);
  }

  #write({ head, body, headersTimeout }: Outgoing): void {
    const socket = this.#socket;
    this.#isUnsent = false;
    this.#arm(headersTimeout, "HEADERS_TIMEOUT");
    if (body === null || body.byteLength <= ONE_WRITE) {
      socket.write(body === null ? head : head + latin1Of(body), "latin1");
    } else {
      socket.cork();
      socket.write(head, "latin1");
      socket.write(body);
      socket.uncork();
    }
  }

  #arm(ms: number, code: Late["code"]): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (ms === 0) return;
    this.#timer = setTimeout(() => {
      // A reader who is slow is no upstream that is.
      if (!this.#isPaused) this.#fail(new Late(code));
    }, ms);
  }

  #onData(piece: Buffer): void {
    const reader = this.#reader;
    // Who speaks without being asked could be answering somebody else's request.
    if (reader === undefined || this.#isUnsent) {
      this.#fail(new BrokenAnswer("ANSWER_INVALID"));
      return;
    }
    const { hasHead } = reader;
    try {
      reader.push(piece);
    } catch (error) {
      this.#fail(error);
      return;
    }
    // What takes the answer may have had enough of it.
    if (this.#reader !== reader) return;
    if (reader.isOver) this.#release(reader.keptMs);
    else if (!reader.hasHead) return;
    else if (hasHead) this.#timer?.refresh();
    else this.#arm(this.#outgoing?.idleTimeout ?? 0, "BODY_TIMEOUT");
  }

  #release(keptMs: number | undefined): void {
    clearTimeout(this.#timer);
    this.#answer = undefined;
    this.#reader = undefined;
    this.#outgoing = undefined;
    this.resume();
    // An answer to what was not sent to its end leaves the rest of that on the connection.
    if (keptMs === 0 || this.#socket.writableLength > 0) this.#socket.destroy();
    else this.#owner.onIdle(this, keptMs);
  }

  #onEnd(): void {
    try {
      this.#reader?.close();
      this.abort();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(cause: unknown): void {
    const answer = this.#answer;
    const outgoing = this.#outgoing;
    // Of a request that did not go out nothing is lost: a connection that was kept too long is no fault of its own.
    const isUnsent = this.#isUnsent;
    this.abort();
    if (answer === undefined) return;
    if (isUnsent && outgoing !== undefined) this.#owner.send(outgoing, answer);
    else answer.fail(cause);
  }
}

function latin1Of({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
}

function plain({ host, port }: Address): Socket {
  return connect({ host, port, noDelay: true });
}

function secured(address: Address): Socket {
  const { host, port, session } = address;
  const socket = connectTls({
    host,
    port,
    ALPNProtocols: ["http/1.1"],
    // RFC 6066, 3: no address.
    ...(isIP(host) === 0 && { servername: host }),
    ...(session !== undefined && { session }),
  });
  socket.setNoDelay(true);
  socket.on("session", (next: Buffer) => {
    address.session = next;
  });
  return socket;
}
