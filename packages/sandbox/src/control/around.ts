import type { Operation } from "@so-webapi/operations";
import { problemResponse } from "../http/error-response.ts";
import { matchOperation } from "../http/match-operation.ts";
import type { Control } from "./control.ts";
import { applyFaults } from "./faults/apply-fault.ts";
import { controlAnswers } from "./http/answer-control.ts";

export interface Surroundings {
  readonly control: Control;
  /** See {@link import("../options.ts").SandboxOptions.control}. */
  readonly access: boolean | "loopback";
  /** Answers everything but `/-/sandbox`. */
  readonly answer: (request: Request, url: URL) => Promise<Response>;
}

/** A sandbox's outermost layer. */
export interface Around {
  /** Never rejects. */
  fetch(request: Request): Promise<Response>;
  /** Ends streams of events and waits for the requests that are under way; what comes later is answered 503. */
  close(): Promise<void>;
}

/** Puts control, faults and the list of requests around the answers. */
export function around({ control, access, answer }: Surroundings): Around {
  const closing = new AbortController();
  const answerControl = access === false ? undefined : controlAnswers(control, access, closing.signal);
  let underWay = 0;
  let idle = (): void => {};
  const respond = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    try {
      if (isControlPath(url.pathname)) return (await answerControl?.(request, url)) ?? unknownPath();
      return await observed(request, url, control, answer);
    } catch {
      return problemResponse({ status: 500, code: "sandbox-failed", title: "The sandbox failed" });
    } finally {
      underWay -= 1;
      if (underWay === 0) idle();
    }
  };
  return {
    fetch(request) {
      if (closing.signal.aborted) return Promise.resolve(closed());
      underWay += 1;
      return respond(request);
    },
    async close() {
      closing.abort();
      if (underWay > 0) await new Promise<void>((resolve) => (idle = resolve));
    },
  };
}

function closed(): Response {
  return problemResponse({ status: 503, code: "sandbox-closed", title: "The sandbox is closed" });
}

function isControlPath(path: string): boolean {
  return path === "/-/sandbox" || path.startsWith("/-/sandbox/");
}

function unknownPath(): Response {
  return problemResponse({ status: 404, code: "path-unknown", title: "Nothing is served at this path" });
}

async function observed(
  request: Request,
  url: URL,
  control: Control,
  answer: Surroundings["answer"],
): Promise<Response> {
  const subject = { method: request.method, path: decoded(url.pathname) };
  const operation = once(() => operationOf(subject));
  const exchange = {
    request,
    url,
    at: control.now(),
    started: performance.now(),
    operationId: () => operation()?.operationId,
    fault: null as number | null,
  };
  const met = control.faults.meet({ ...subject, operationId: exchange.operationId });
  const run = (): Promise<Response> => answer(request, url);
  let response: Response;
  if (met === undefined) response = await run();
  else {
    exchange.fault = met.id;
    response = await applyFaults(met, {
      operation: operation(),
      tenant: control.tenant,
      signal: request.signal,
      run,
    });
  }
  control.recorder.record(exchange, response);
  return response;
}

function operationOf({ method, path }: { method: string; path: string }): Operation | undefined {
  const api = path.toLowerCase().indexOf("/api/");
  const found = api === -1 ? undefined : matchOperation(method === "HEAD" ? "GET" : method, path.slice(api));
  return found?.kind === "found" ? found.operation : undefined;
}

function decoded(path: string): string {
  if (!path.includes("%")) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
