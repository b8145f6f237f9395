import { type TenantOptions, tenant } from "../../src/tenant/index.ts";
import { type Answer, clockAt } from "../identity/issuer.ts";
import { type Seen, serve, type TestServer } from "../server.ts";

export const PATH = "/api/state/Cust12345";
export const MINUTE = 60_000;

export interface StateService extends TestServer {
  answer: (seen: Seen) => Answer | Promise<Answer>;
  /** How often it was asked. */
  asked(): number;
}

/** A state service, and the API of a tenant beside it. */
export async function openService(api?: (seen: Seen) => Answer): Promise<StateService> {
  const server = await serve(async (response, seen) => {
    const given = seen.target === PATH ? service.answer(seen) : (api?.(seen) ?? [404, {}]);
    const [status, body, headers] = await given;
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  const service: StateService = Object.assign(server, {
    answer: (): Answer => [404, {}],
    asked: () => server.seen.filter(({ target }) => target === PATH).length,
  });
  return service;
}

/** As docs.superoffice.com, "Status page" has it. */
export const running = (endpoint: string | null, more: object = {}): Answer => [
  200,
  {
    ContextIdentifier: "Cust12345",
    Endpoint: endpoint,
    State: "Running",
    IsRunning: true,
    ValidUntil: new Date(clockAt().now + 5 * MINUTE).toISOString().replace("Z", "9342Z"),
    Api: endpoint && `${endpoint}/api`,
    ...more,
  },
];

export function setUp(service: StateService, more: Partial<TenantOptions> = {}) {
  const clock = clockAt();
  const environment = service.url as `http://${string}`;
  const address = tenant({ tenant: "Cust12345", environment, now: clock.read, ...more });
  const resolve = (signal = new AbortController().signal) => address.resolve({ signal });
  return { address, clock, resolve };
}

export const online = (answer: Answer, more: Partial<TenantOptions> = {}) => {
  const urls: string[] = [];
  const address = tenant({
    tenant: "Cust12345",
    environment: "online",
    fetch: (request) => {
      urls.push(request.url);
      return Response.json(answer[1], { status: answer[0] });
    },
    now: clockAt().read,
    ...more,
  });
  return { urls, resolve: async () => address.resolve({ signal: new AbortController().signal }) };
};
