import type { Operation } from "@so-webapi/operations";
import { operations } from "@so-webapi/operations/all";
import { accepts } from "@so-webapi/platform";

// What the API says of itself. Texts of operations are the vendor's own; where they stand, the sandbox has the operationId.

/** What GET on an agent's operation answers: its row of the operation table (rest/index.md:206; of the form no page says a word). */
export function describeOperation(operation: Operation): Response {
  const { operationId, method, path, parameters, request, responses } = operation;
  return Response.json({ operationId, method, path, parameters, request, responses });
}

/**
 * `GET /api`: the versions, as HTML unless JSON is asked for (rest/index.md:13). `base` is the address of the API with
 * origin and tenant, `http://localhost:4010/api` for example. Figures of the vendor's releases are left out.
 */
export function describeVersions(request: Request, base: string): Response {
  const versions = {
    v1: `${base}/v1`,
    Version: "v1",
    NetServer: "so-webapi sandbox, a stand-in for a SuperOffice tenant",
  };
  const type = accepts(request.headers.get("accept"), ["text/html", "application/json", "text/json"]);
  if (type !== undefined && type !== "text/html")
    return new Response(JSON.stringify(versions), { headers: { "content-type": `${type}; charset=utf-8` } });
  const rows = Object.entries(versions).map(
    ([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`,
  );
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Web API</title><dl>${rows.join("")}</dl></html>`;
  return new Response(page, { headers: { "content-type": "text/html; charset=utf-8" } });
}

/**
 * `GET /api/v1`: every operation of the contract by its address, then by method (rest/index.md:36-65). The agents' index
 * shows an array of paths instead; the form with methods says more.
 */
export function describeOperations(base: string): Response {
  const list: Record<string, Record<string, string>> = {};
  for (const { operationId, method, path, parameters } of operations) {
    const address = `${base}${path.replace(/^\/api/, "")}`;
    const query = parameters
      .filter((parameter) => parameter.in === "query")
      .map(({ name }) => `${name}={${name}}`)
      .join("&");
    list[address] = { ...list[address], [method]: query === "" ? operationId : `?${query}   ${operationId}` };
  }
  return Response.json(list);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
