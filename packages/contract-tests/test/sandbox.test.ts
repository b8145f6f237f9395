import { shapeProblems } from "@so-webapi/contract-kit/checks";
import {
  answerSchema,
  compileDocument,
  operationById,
  placeSchema,
  readContract,
} from "@so-webapi/contract-kit/contract";
import { isObject } from "@so-webapi/contract-kit/json";
import { readSamples } from "@so-webapi/openapi";
import { createMatcher, type Operation } from "@so-webapi/operations";
import { operations } from "@so-webapi/operations/all";
import { parseSelect } from "@so-webapi/platform";
import { createSandbox, type Sandbox } from "@so-webapi/sandbox";
import { checkAnswer } from "@so-webapi/validators";
import { loadValidators } from "@so-webapi/validators/closed/all";
import { afterAll, describe, expect, it } from "vitest";
import { type Asked, ask } from "../src/sandbox/ask.ts";
import { plan, UNKNOWN_ID } from "../src/sandbox/plan.ts";

// The sandbox as anyone reaches it, by its fetch, each answer held to the closed contract twice: by the shipped
// validators and by the document itself, compiled with plain ajv.
const sandbox: Sandbox = await createSandbox();
const whole = readContract("closed");
const document = compileDocument(whole);
const match = createMatcher(operations);
const supported = await supportedOperations();

afterAll(() => sandbox.close());

async function supportedOperations(): Promise<readonly Operation[]> {
  const answer = await ask(sandbox, "POST", "/api/v1/Agents/BLOB/ChangeContactImage", {});
  const ids = isObject(answer.json) ? answer.json["supported"] : undefined;
  if (!Array.isArray(ids)) throw new Error(`501 lists nothing: ${answer.text.slice(0, 200)}`);
  return operations.filter(({ operationId }) => ids.includes(operationId));
}

async function disagreements(operation: Operation, answer: Asked, select = ""): Promise<readonly unknown[]> {
  const { operationId, responses, statuses } = operation;
  if (!statuses.includes(answer.status)) return [`status ${answer.status} is not in the contract`];
  const shape = responses[String(answer.status)];
  if (shape === undefined) return [`status ${answer.status} is no success of the contract`];
  if (shape === null) return answer.text === "" ? [] : ["a body where the contract has none"];
  if (!shape.mediaTypes.includes(answer.mediaType)) return [`media type ${answer.mediaType}`];
  const tree = parseSelect(select);
  const shipped = await loadValidators(operationId);
  const own = document.operation(operationId);
  if (!tree.ok || shipped === undefined || own === undefined) return ["nothing to check with"];
  return [shipped, own].flatMap((validators) =>
    checkAnswer(validators, answer.status, answer.json, { select: tree.value }),
  );
}

describe("conformance of the sandbox", () => {
  it("has behaviour for more than 280 operations", () => {
    expect(supported.length).toBeGreaterThan(280);
  });

  // Deletions last, so that they take nothing away from the others.
  const ordered = supported.toSorted(
    (a, b) => Number(/Delete/.test(a.operationId)) - Number(/Delete/.test(b.operationId)),
  );
  it.each(ordered.map((operation) => [operation.operationId, operation] as const))(
    "%s answers with a success that keeps the closed contract",
    async (_, operation) => {
      const { path, body } = await plan(sandbox, operation);
      const found = match(operation.method, path.split("?")[0] ?? "");
      expect(found.kind === "found" && found.operation.operationId).toBe(operation.operationId);
      const answer = await ask(sandbox, operation.method, path, body);
      expect(answer.status, answer.text.slice(0, 300)).toBeLessThan(300);
      expect(await disagreements(operation, answer)).toEqual([]);
    },
  );

  const selecting = supported.filter(
    ({ method, parameters }) =>
      method === "GET" &&
      parameters.some(({ name }) => name === "$select") &&
      !parameters.some(({ name }) => name === "$filter"),
  );
  it.each(selecting.map((operation) => [operation.operationId, operation] as const))(
    "%s has null for what $select leaves out",
    async (_, operation) => {
      const { path } = await plan(sandbox, operation);
      const whole = await ask(sandbox, "GET", path);
      const row = (Array.isArray(whole.json) ? whole.json[0] : whole.json) ?? {};
      const first = Object.entries(row).find(([, value]) => value !== null)?.[0];
      if (first === undefined) throw new Error(`nothing at ${path}`);
      const answer = await ask(sandbox, "GET", `${path}?$select=${first.toLowerCase()}`);
      expect(await disagreements(operation, answer, first)).toEqual([]);
      const one = (Array.isArray(answer.json) ? answer.json[0] : answer.json) as Record<string, unknown>;
      expect(Object.entries(one).filter(([name, value]) => name !== first && value !== null)).toEqual([]);
      expect(one[first]).not.toBeNull();
    },
  );

  const byId = supported.filter(
    ({ group, path, method }) => group.kind === "entity" && /\/\{id\}$/.test(path) && method === "GET",
  );
  it.each(byId.map((operation) => [operation.operationId, operation] as const))(
    "%s answers an unknown id in the entity's error form",
    async (_, operation) => {
      const path = operation.path.replace(/\{id\}$/, String(UNKNOWN_ID)).replace(/\{[^}]+\}/, "category");
      const answer = await ask(sandbox, "GET", path);
      expect(answer.status).toBe(404);
      const violations = document.at("/components/schemas/EntityErrorBody")(answer.json);
      expect(violations, answer.text).toEqual([]);
    },
  );
});

describe("sample requests of the seed pages, as printed", () => {
  it.each(readSamples().map((sample) => [sample.operationId, sample] as const))(
    "%s is answered in the sample's shape with the sandbox's own data",
    async (id, { request, response }) => {
      const answer = await sandbox.fetch(
        new Request(`http://sandbox${request.target}`, {
          method: request.method,
          headers: [...request.headers].map(([name, value]) => [name, value] as [string, string]),
          ...(request.body !== "" && { body: request.body }),
        }),
      );
      const text = await answer.text();
      expect(answer.status, text.slice(0, 300)).toBe(response.status);
      const operation = supported.find(({ operationId }) => operationId === id);
      if (operation === undefined) throw new Error(`${id} is not supported`);
      const body: unknown = JSON.parse(text);
      const asked = { status: answer.status, mediaType: "application/json", text, json: body };
      expect(await disagreements(operation, asked)).toEqual([]);
      const found = operationById(whole, id);
      const place = found && placeSchema(whole, answerSchema(whole, found, response.status));
      expect(shapeProblems(whole, place, JSON.parse(response.body), JSON.parse(text))).toEqual([]);
      expect(text).not.toBe(response.body);
    },
  );
});
