import { type Api, type Auth, basic, bearer, createClient, soTicket } from "@so-webapi/client";
import type { ClientTarget } from "@so-webapi/contract-kit/checks";
import { headerOf, type Sample, targetOf } from "@so-webapi/contract-kit/samples";
import type { Operation } from "@so-webapi/operations";
import { operations } from "@so-webapi/operations/all";
import { parseAuthorization } from "@so-webapi/platform/credentials";

/** The package's own client: its named call, with what the sample says of caller, language and `$select`. */
export const realClient: ClientTarget = {
  async call(sample, body, baseUrl) {
    const operation = operations.find(({ operationId }) => operationId === sample.operationId);
    if (operation === undefined) return { ok: false, reason: "the operation table has no such operation" };
    const auth = authOf(sample);
    const language = headerOf(sample.request.headers, "accept-language");
    const client = createClient({
      baseUrl,
      apis: [await apiOf(operation)],
      ...(auth === undefined ? {} : { auth }),
      ...(language === undefined ? {} : { language }),
    });
    const select = targetOf(sample.request.target).query.get("$select")?.split(",");
    const result = await namedCall(client, operation)(body, select === undefined ? {} : { select });
    if (result.ok) return result;
    return { ok: false, reason: result.error.code };
  },
};

type NamedCall = (
  ...args: readonly unknown[]
) => Promise<
  | { readonly ok: true; readonly data: unknown; readonly response: Response }
  | { readonly ok: false; readonly error: { readonly code: string } }
>;

/** The call is found by the contract's own name for it, so the types cannot help here. */
function namedCall(client: object, { operationId, call }: Operation): NamedCall {
  let at: unknown = client;
  for (const name of call)
    at = typeof at === "object" && at !== null ? (at as Record<string, unknown>)[name] : undefined;
  if (typeof at !== "function")
    throw new RangeError(`the client has no call ${call.join(".")} for ${operationId}`);
  return at as NamedCall;
}

async function apiOf({ group }: Operation): Promise<Api> {
  const folder = group.kind === "agent" ? "agents" : "entities";
  const specifier = `@so-webapi/client/${folder}/${group.name}`;
  const module = (await import(/* @vite-ignore */ specifier)) as Record<string, unknown>;
  // A group's module has nothing else at run time.
  const api = Object.values(module).find((value) => typeof value === "object" && value !== null);
  if (api === undefined) throw new RangeError(`${specifier} exports no API`);
  return api as Api;
}

/** A credential of the sample's own; a header that is none is left out, and the comparison tells. */
function authOf(sample: Sample): Auth | undefined {
  const parsed = parseAuthorization(headerOf(sample.request.headers, "authorization"));
  const appToken = headerOf(sample.request.headers, "so-apptoken");
  switch (parsed?.scheme) {
    case "basic":
      return basic(parsed.user, parsed.password);
    case "soticket":
      return soTicket(parsed.ticket, appToken === undefined ? {} : { appToken });
    case "bearer":
      return bearer(parsed.token);
    default:
      return undefined;
  }
}
