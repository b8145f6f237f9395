import type { Middleware } from "openapi-fetch";

/** What every hook of a middleware is told, beside the request. */
export interface MiddlewareContext {
  readonly schemaPath: string;
  readonly params: object;
  readonly options: object;
}

/** One of openapi-fetch's hooks, untyped. */
type Hook = (told: object) => unknown;

/**
 * Sends a request through middleware in the manner of openapi-fetch: `onRequest` in order, `onResponse` and `onError` in
 * the reverse. An answer from `onRequest` is the outcome; nothing is sent then.
 */
export async function throughMiddleware(
  middlewares: readonly Middleware[],
  request: Request,
  context: MiddlewareContext,
  send: (request: Request) => Promise<Response>,
): Promise<Response> {
  if (middlewares.length === 0) return send(request);
  const id = Math.random().toString(36).slice(2, 11);
  let current = request;
  const ask = (middleware: Middleware, hook: keyof Middleware, more?: object): unknown =>
    (middleware[hook] as Hook | undefined)?.call(middleware, { ...context, id, request: current, ...more });
  const backwards = middlewares.toReversed();

  for (const middleware of middlewares) {
    const given = await ask(middleware, "onRequest");
    if (given instanceof Response) return given;
    if (given instanceof Request) current = given;
    else if (given) throw new TypeError("onRequest must give a Request or a Response");
  }
  let response: Response | undefined;
  let error: unknown;
  try {
    response = await send(current);
  } catch (thrown) {
    error = thrown;
  }
  for (const middleware of backwards) {
    if (response) break;
    const given = await ask(middleware, "onError", { error });
    if (given instanceof Response) response = given;
    else error = given ?? error;
  }
  if (!response) throw error;
  for (const middleware of backwards) {
    const given = await ask(middleware, "onResponse", { response });
    if (given instanceof Response) response = given;
  }
  return response;
}
