import type { Sample } from "@so-webapi/contract-kit/samples";
import { bytesBody, createProxy } from "@so-webapi/edge-proxy";

/** What the proxy says of both sides of an exchange in `report`, or the code of the problem that it answers with. */
export type GiveVerdict = (sample: Sample) => Promise<string>;

/** A proxy whose upstream gives the sample's answer, whatever comes. */
export function verdicts(): GiveVerdict {
  let current: Sample["response"] | undefined;
  const proxy = createProxy({
    upstream: { kind: "url", baseUrl: "http://upstream.example" },
    validation: { requests: "report", answers: "report" },
    limits: { urlLength: 65_536, inspectBytes: 10_000_000 },
    transport: async () => {
      if (current === undefined) throw new RangeError("nothing was sent");
      return {
        status: current.status,
        statusText: "",
        headers: current.headers.map(([name, value]) => [name.toLowerCase(), value] as const),
        body: bytesBody(new TextEncoder().encode(current.body)),
      };
    },
  });
  return async ({ request, response }) => {
    current = response;
    const hasBody = request.body !== "" && !["GET", "HEAD"].includes(request.method);
    const asked = new Request(`http://proxy.example${request.target}`, {
      method: request.method,
      headers: [...request.headers],
      ...(hasBody && { body: request.body }),
    });
    const answer = await proxy.fetch(asked);
    const said = answer.headers.get("so-proxy-validation");
    if (said !== null) return said;
    const problem: unknown = await answer.json().catch(() => ({}));
    return `${answer.status} ${JSON.stringify(problem).slice(0, 120)}`;
  };
}

/** One side of a verdict: `ok`, `invalid;violations=2`, `unchecked;reason=media-type`. */
export function sideOf(verdict: string, side: "request" | "answer"): string | undefined {
  return verdict
    .split(", ")
    .find((part) => part.startsWith(`${side}=`))
    ?.slice(side.length + 1);
}
