import type { Operation } from "@so-webapi/operations";
import { failureResponse } from "../../http/error-response.ts";
import { PlatformFailure } from "../../http/failure.ts";
import { keepText, textOf } from "../../http/kept-text.ts";
import type { Tenant } from "../../tenant/tenant.ts";
import type { MetFaults } from "./fault-list.ts";

/** How an answer's body fails where a fault cuts the connection. */
export class ConnectionFaultError extends Error {
  override readonly name = "ConnectionFaultError";
  readonly code = "ECONNRESET";
  readonly fault: ConnectionFault;

  constructor(fault: ConnectionFault) {
    super(`the connection is cut by a fault of the sandbox: ${fault}`);
    this.fault = fault;
  }
}

/** `reset`: nothing of the answer is to be sent. `truncation`: the header and what the body's stream gives until it fails. */
export type ConnectionFault = "reset" | "truncation";

const cut = new WeakMap<Response, ConnectionFault>();

/** How the connection of an answer is to be cut; undefined for an answer as it should be. For servers around `fetch`. */
export function connectionFault(response: Response): ConnectionFault | undefined {
  return cut.get(response);
}

/** Names the fault that an answer met. */
const HEADER = "so-sandbox-fault";
const MESSAGE = "A fault of the sandbox, set by /-/sandbox.";

/** A request that met faults. @internal */
export interface FaultedRequest {
  readonly operation: Operation | undefined;
  readonly tenant: Tenant;
  readonly signal: AbortSignal;
  /** Answers it as if there were no faults. */
  readonly run: () => Promise<Response>;
}

/** Lets a request meet its faults. @internal */
export async function applyFaults(
  { id, milliseconds, effect }: MetFaults,
  { operation, tenant, signal, run }: FaultedRequest,
): Promise<Response> {
  if (milliseconds > 0) await sleep(milliseconds, signal);
  const response = effect === undefined ? await run() : await affected(effect, operation, tenant, run);
  const marked = connectionFault(response);
  const text = textOf(response);
  const headers = new Headers(response.headers);
  headers.set(HEADER, String(id));
  const answer = new Response(response.body, { status: response.status, headers });
  if (marked !== undefined) cut.set(answer, marked);
  return text === undefined ? answer : keepText(answer, text);
}

async function affected(
  effect: NonNullable<MetFaults["effect"]>,
  operation: Operation | undefined,
  { settings }: Tenant,
  run: () => Promise<Response>,
): Promise<Response> {
  switch (effect.kind) {
    case "status": {
      const failure = new PlatformFailure(effect.status, "SoException", MESSAGE);
      const response = failureResponse(failure, operation?.errorForm ?? "entity", settings);
      if (effect.retryAfter !== undefined) response.headers.set("retry-after", String(effect.retryAfter));
      return response;
    }
    case "reset": {
      if (effect.when === "after") await (await run()).body?.cancel();
      return failing("reset", new Uint8Array(), { status: 200 });
    }
    case "truncation":
      return truncated(await run(), effect.bytes);
  }
}

async function truncated(response: Response, bytes: number | undefined): Promise<Response> {
  const whole = new Uint8Array(await response.arrayBuffer());
  // Without a body there is nothing to cut but the connection.
  const sent = Math.min(bytes ?? Math.floor(whole.byteLength / 2), Math.max(whole.byteLength - 1, 0));
  const headers = new Headers(response.headers);
  headers.set("content-length", String(whole.byteLength));
  const status = [204, 205, 304].includes(response.status) ? 200 : response.status;
  return failing("truncation", whole.subarray(0, sent), { status, headers });
}

/** An answer whose body gives some bytes and then fails. */
function failing(fault: ConnectionFault, head: Uint8Array, init: ResponseInit): Response {
  let given = head.byteLength === 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (given) return controller.error(new ConnectionFaultError(fault));
        given = true;
        controller.enqueue(head);
      },
    },
    { highWaterMark: 0 },
  );
  const response = new Response(body, init);
  cut.set(response, fault);
  return response;
}

/** Ends early where the caller goes away. */
function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener("abort", done, { once: true });
  });
}
