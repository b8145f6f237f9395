import { problemResponse } from "../../http/error-response.ts";
import type { Control } from "../control.ts";
import { ControlError } from "../control-error.ts";
import {
  clockRoute,
  faultRoute,
  faultsRoute,
  resetRoute,
  restoreRoute,
  snapshotRoute,
  tenantRoute,
} from "./change-routes.ts";
import { events } from "./events.ts";
import { pageFile } from "./page-files.ts";
import { requestRoute, requestsRoute, stateRoute, tableRoute } from "./read-routes.ts";
import { type ControlRoute, methodNotAllowed, notThere } from "./route.ts";
import { isForeign, isLoopback } from "./who-may.ts";

export type ControlAccess = true | "loopback";

/** Paths below `/-/sandbox`, as patterns, with what answers them. */
const routes: readonly (readonly [path: RegExp, route: ControlRoute])[] = [
  [/^$/, stateRoute],
  [/^\/reset$/, resetRoute],
  [/^\/snapshot$/, snapshotRoute],
  [/^\/restore$/, restoreRoute],
  [/^\/clock$/, clockRoute],
  [/^\/faults$/, faultsRoute],
  [/^\/faults\/(\d{1,15})$/, faultRoute],
  [/^\/tenant$/, tenantRoute],
  [/^\/requests$/, requestsRoute],
  [/^\/requests\/(\d{1,15})$/, requestRoute],
  [/^\/tables\/(\w{1,100})$/, tableRoute],
  [/^\/events$/, { GET: events }],
  [/^\/(inspector\.(?:js|css))$/, { GET: pageFile }],
];

/** Makes what answers `/-/sandbox`. `closing` ends the streams of events. */
export function controlAnswers(
  control: Control,
  access: ControlAccess,
  closing: AbortSignal,
): (request: Request, url: URL) => Promise<Response> {
  return async (request, url) => {
    const refusal = refused(request, url, access);
    if (refusal !== undefined) return refusal;
    const path = url.pathname.slice("/-/sandbox".length).replace(/\/$/, "");
    for (const [pattern, route] of routes) {
      const [, parameter = ""] = pattern.exec(path) ?? [undefined];
      if (!pattern.test(path)) continue;
      const method = request.method === "HEAD" ? "GET" : request.method;
      const answer = Object.hasOwn(route, method) ? route[method] : undefined;
      if (answer === undefined) return methodNotAllowed(route);
      return safely(() => answer({ control, request, url, parameter, closing }));
    }
    return notThere();
  };
}

async function safely(answer: () => Response | Promise<Response>): Promise<Response> {
  try {
    const response = await answer();
    response.headers.set("cache-control", "no-store");
    return response;
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    const { message, errors, code } = error;
    return problemResponse({
      status: 400,
      code,
      title: "The request does not fit",
      detail: message,
      extensions: { errors },
    });
  }
}

function refused(request: Request, url: URL, access: ControlAccess): Response | undefined {
  if (access === "loopback" && !isLoopback(url.hostname)) {
    return problemResponse({
      status: 403,
      code: "control-not-here",
      title: "Control answers on this machine only",
      detail: "Ask for it at localhost or 127.0.0.1.",
    });
  }
  if (isForeign(request, url)) {
    return problemResponse({
      status: 403,
      code: "origin-refused",
      title: "A page of another origin may not control the sandbox",
    });
  }
  return undefined;
}
