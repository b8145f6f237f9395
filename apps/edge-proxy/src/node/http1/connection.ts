import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
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
    if (this.#isReady) this.#write(outgoing);
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
    this.#socket.destroy();
  }

  #onReady(): void {
    clearTimeout(this.#timer);
    this.#isReady = true;
    if (this.#answer !== undefined && this.#outgoing !== undefined) this.#write(this.#outgoing);
  }

  #write({ head, body, headersTimeout }: Outgoing): void {
    const socket = this.#socket;
    this.#arm(headersTimeout, "HEADERS_TIMEOUT");
    if (body === null) socket.write(head, "latin1");
    else if (body.byteLength <= ONE_WRITE) {
      const { buffer, byteOffset, byteLength } = body;
      socket.write(head + Buffer.from(buffer, byteOffset, byteLength).toString("latin1"), "latin1");
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
    if (reader === undefined) {
      this.abort();
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
    this.abort();
    answer?.fail(cause);
  }
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
