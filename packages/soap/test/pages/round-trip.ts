import * as contract from "@so-webapi/operations/all";
import { createCodec } from "../../src/codec/index.ts";
import type { ServicesVersion } from "../../src/index.ts";
import { createSoapBridge } from "../../src/index.ts";
import { differsFromJson } from "../xml/same-as-json.ts";
import { find, type Tree, treeOf, wrapperOf } from "../xml/tree.ts";
import { normalized, readNames } from "./declared-differences.ts";
import type { PrintedPair } from "./soap-pages.ts";

/** What became of a printed pair. */
export type PairOutcome =
  | { readonly kind: "same" }
  /** REST has no such operation: the request is read and refused, the answer goes through the codec only. */
  | { readonly kind: "not-in-rest" }
  | { readonly kind: "refused"; readonly direction: "request" | "response"; readonly code: string }
  | { readonly kind: "differs"; readonly direction: "request" | "rest" | "response"; readonly where: string };

/**
 * Sends printed pairs of one version through the bridge: the request becomes a REST request, whose JSON must hold what was
 * printed; the printed answer as JSON is what REST answers, and must come out of the bridge as it was printed.
 */
export function pairSender(version: ServicesVersion) {
  const codec = createCodec(version, { enums: contract.shapes.enums });
  const bridge = createSoapBridge({ contract });
  const used = new Map<string, number>();
  readNames(codec.services);
  const tidy = (xml: string): Tree => normalized(wrapperOf(treeOf(xml)), used);

  async function send(pair: PrintedPair): Promise<PairOutcome> {
    const operation = codec.services.agent(pair.agent)?.operations.get(pair.operation);
    const request = codec.decodeRequest(pair.agent, pair.request);
    if (!request.ok) return { kind: "refused", direction: "request", code: request.code };
    if (operation === undefined) throw new Error("read, but unknown");
    const response = codec.decodeResponse(operation, pair.response);
    if (!response.ok) return { kind: "refused", direction: "response", code: response.code };

    const again = codec.encodeRequest(operation, request.value.values);
    const requestDiffers = difference(tidy(pair.request), tidy(again));
    if (requestDiffers !== undefined) return { kind: "differs", direction: "request", where: requestDiffers };

    const results = Object.values(response.value.values);
    let rest: Request | undefined;
    const answer = await bridge.handle(
      new Request(`http://bridge/Remote/Services${version}/${pair.agent}.svc`, {
        method: "POST",
        headers: { "content-type": "application/soap+xml" },
        body: pair.request,
      }),
      async (sent) => {
        rest = sent;
        return new Response(results.length === 0 ? null : JSON.stringify(results[0]), {
          status: results.length === 0 ? 204 : 200,
        });
      },
    );
    const text = await answer.text();
    if (rest === undefined) {
      const code = /<Key>Code<\/Key><Value>([\w-]+)</.exec(text)?.[1];
      const printed = codec.encodeResponse(operation, response.value.values, { Succeeded: true }).xml;
      const differs = difference(tidy(pair.response), tidy(printed));
      if (differs !== undefined) return { kind: "differs", direction: "response", where: differs };
      // Pages print logins with empty names.
      if (code === "operation-not-in-rest" || pair.agent === "SoPrincipal") return { kind: "not-in-rest" };
      return { kind: "differs", direction: "rest", where: `nothing sent: ${code ?? text.slice(0, 200)}` };
    }
    const restDiffers = await restDifference(tidy(pair.request), rest);
    if (restDiffers !== undefined) return { kind: "differs", direction: "rest", where: restDiffers };
    if (find(treeOf(text), "Header", "Succeeded")?.text !== "true")
      return { kind: "differs", direction: "response", where: text.slice(0, 900) };
    const responseDiffers = difference(tidy(pair.response), tidy(text));
    if (responseDiffers !== undefined)
      return { kind: "differs", direction: "response", where: responseDiffers };
    return { kind: "same" };
  }

  return { send, used };
}

/** Holds a REST request against the printed arguments: as query, as whole body, or as properties. */
async function restDifference(wrapper: Tree, rest: Request): Promise<string | undefined> {
  const body = await rest.text();
  const parameters = [...new URL(rest.url).searchParams.values()];
  const [only] = wrapper.children;
  if (parameters.length > 0) return parameters[0] === only?.text ? undefined : "query";
  if (body === "") return wrapper.children.length === 0 ? undefined : "no body";
  const json: unknown = JSON.parse(body);
  const asProperties = differsFromJson(renamed(wrapper), json);
  if (asProperties === undefined || only === undefined || wrapper.children.length !== 1) return asProperties;
  return differsFromJson(only, json) === undefined ? undefined : asProperties;
}

/** The one argument that REST calls by another name. */
const renamed = (wrapper: Tree): Tree => ({
  ...wrapper,
  children: wrapper.children.map((child) =>
    wrapper.name.endsWith("}ExecuteUserCommand") && child.name.endsWith("}CommandActionResult")
      ? { ...child, name: "ActionResult" }
      : child,
  ),
});

function difference(printed: Tree, made: Tree, path = ""): string | undefined {
  const here = `${path}/${printed.name.replace(/^.*\}/, "")}`;
  if (printed.name !== made.name || printed.text !== made.text) return here;
  if (printed.children.length !== made.children.length)
    return `${here}: ${printed.children.length} elements, then ${made.children.length}`;
  for (const [index, child] of printed.children.entries()) {
    const other = made.children[index];
    const found = other === undefined ? here : difference(child, other, here);
    if (found !== undefined) return found;
  }
  return undefined;
}
