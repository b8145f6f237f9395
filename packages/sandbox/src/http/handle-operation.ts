import type { Operation } from "@so-webapi/operations";
import { shapes } from "@so-webapi/operations/all";
import { parseSelect, type SelectTree } from "@so-webapi/platform";
import { handlers } from "../handlers.ts";
import { authenticate } from "../identity/authenticate.ts";
import { type Instant, millisecondsOf } from "../model/instant.ts";
import { answerSample } from "../samples/answer-sample.ts";
import type { FindSample } from "../samples/sample.ts";
import type { Tenant } from "../tenant/tenant.ts";
import type { Answer, Call } from "./call.ts";
import { describeOperation } from "./describe.ts";
import { asFailure, failureResponse, problemResponse } from "./error-response.ts";
import { badRequest } from "./failure.ts";
import { matchOperation } from "./match-operation.ts";
import { QueryReader } from "./query-reader.ts";
import { readBody } from "./read-body.ts";
import { readManners } from "./read-manners.ts";
import { writeBody } from "./write-body.ts";

/** Answers a request for an operation of the contract. `path` is decoded and begins with `/api/v1/`. */
export async function handleOperation(
  request: Request,
  url: URL,
  path: string,
  tenant: Tenant,
  findSample: FindSample,
): Promise<Response> {
  const found = matchOperation(request.method, path);
  if (found.kind === "not-found") {
    return problemResponse({
      status: 404,
      code: "operation-unknown",
      title: "The contract has no such operation",
    });
  }
  if (found.kind === "wrong-method") {
    if (request.method === "GET") {
      const agent = matchOperation("POST", path);
      // GET on an agent's operation describes it and never runs it (platform.md, "Addresses").
      if (agent.kind === "found" && agent.operation.group.kind === "agent")
        return describeOperation(agent.operation);
    }
    return problemResponse(
      { status: 405, code: "method-not-allowed", title: "The operation has no such method" },
      { allow: found.allow.join(", ") },
    );
  }
  const { operation, params } = found;
  try {
    return await answer(request, url, operation, params, tenant, findSample);
  } catch (error) {
    return failureResponse(asFailure(error), operation.errorForm, tenant.settings);
  }
}

async function answer(
  request: Request,
  url: URL,
  operation: Operation,
  params: Readonly<Record<string, string>>,
  tenant: Tenant,
  findSample: FindSample,
): Promise<Response> {
  const caller = await authenticate(request, tenant);
  const handler = Object.hasOwn(handlers, operation.operationId)
    ? handlers[operation.operationId]
    : undefined;
  if (handler === undefined) return sampleOr501(operation, findSample);

  const manners = readManners(request, tenant);
  const parameters = new QueryReader(params, url);
  const select = selectOf(operation, parameters);
  const { body, mediaType } = await readBody(request, operation, shapes, manners);
  const call: Call = {
    request,
    url,
    operation,
    tenant,
    caller,
    manners,
    parameters,
    body,
    select,
    mediaType,
  };
  return respond(call, await handler(call));
}

function respond(call: Call, answer: Answer): Response {
  const { status, body, lastModified } = answer;
  const headers =
    lastModified === undefined
      ? (answer.headers ?? {})
      : { ...answer.headers, "last-modified": httpDate(lastModified) };
  if (body === undefined) return new Response(null, { status, headers });
  return writeBody(call, status, body, headers);
}

/** RFC 9110, 5.6.7. */
function httpDate(at: Instant): string {
  return new Date(millisecondsOf(at)).toUTCString();
}

const WHOLE: SelectTree = { whole: true, children: new Map() };

/** `$select` of an OData list names columns, which the list's handler reads itself. */
function selectOf({ parameters: known }: Operation, parameters: QueryReader): SelectTree {
  const text = parameters.text("$select");
  if (text === undefined || known.some(({ name }) => name === "$filter")) return WHOLE;
  const select = parseSelect(text);
  if (!select.ok) throw badRequest(select.message);
  return select.value;
}

async function sampleOr501(operation: Operation, findSample: FindSample): Promise<Response> {
  const sample = await answerSample(operation.operationId, findSample);
  if (sample !== undefined) return sample;
  return problemResponse({
    status: 501,
    code: "operation-not-supported",
    title: "The sandbox does not know this operation",
    detail: `The sandbox has no behaviour for ${operation.operationId}.`,
    extensions: { operation: operation.operationId, supported: Object.keys(handlers).sort() },
  });
}
