import { createMatcher } from "@so-webapi/operations";
import { operations } from "@so-webapi/operations/all";
import { parseSelect } from "@so-webapi/platform";
import { checkAnswer } from "@so-webapi/validators";
import { loadValidators } from "@so-webapi/validators/closed/all";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../src/index.ts";

const match = createMatcher(operations);

/** When the clock of a test stands, unless it says otherwise. */
export const TEST_NOW = Date.UTC(2026, 10, 20, 12, 0, 0);

export interface AskOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers freely; the contract check has seen them.
  readonly body: any;
}

/** A sandbox for a test. Every 2xx JSON answer that `ask` gets is held to the closed contract. */
export interface TestTenant {
  readonly sandbox: Sandbox;
  /** Milliseconds; moves only when a test moves it. */
  clock: { now: number };
  /** Asks as `tje0` unless the headers say otherwise. `path` begins after `/api/v1/`. */
  ask(method: string, path: string, options?: AskOptions): Promise<Asked>;
}

export async function openTestTenant(options: SandboxOptions = {}): Promise<TestTenant> {
  const clock = { now: TEST_NOW };
  const sandbox = await createSandbox({ clock: () => clock.now, random: () => 0.5, ...options });
  return {
    sandbox,
    clock,
    async ask(method, path, { body, headers = {} } = {}) {
      const url = new URL(`http://sandbox/api/v1/${path}`);
      const init: RequestInit = {
        method,
        headers: { authorization: `Basic ${btoa("tje0:Tje0")}`, ...headers },
      };
      if (body !== undefined) {
        init.body = typeof body === "string" ? body : JSON.stringify(body);
        init.headers = { "content-type": "application/json", ...init.headers };
      }
      const response = await sandbox.fetch(new Request(url, init));
      const text = await response.text();
      const isJson = /json/.test(response.headers.get("content-type") ?? "");
      const answer: Asked = {
        status: response.status,
        headers: response.headers,
        body: isJson ? JSON.parse(text) : text,
      };
      await holdToContract(method, url, answer, isJson);
      return answer;
    },
  };
}

async function holdToContract(method: string, url: URL, answer: Asked, isJson: boolean): Promise<void> {
  const found = match(method, decodeURIComponent(url.pathname));
  if (found.kind !== "found" || answer.status >= 300) return;
  const { operation } = found;
  if (!operation.statuses.includes(answer.status))
    throw new Error(`${operation.operationId} answered ${answer.status}, which the contract does not list`);
  if (!isJson) return;
  const validators = await loadValidators(operation.operationId);
  if (validators === undefined) throw new Error(`no validators for ${operation.operationId}`);
  const isList = operation.parameters.some(({ name }) => name === "$filter");
  const select = parseSelect(isList ? "" : url.searchParams.get("$select"));
  if (!select.ok) throw new Error(select.message);
  const violations = checkAnswer(validators, answer.status, answer.body, { select: select.value });
  if (violations === undefined) throw new Error(`${operation.operationId}: nothing checks ${answer.status}`);
  if (violations.length > 0)
    throw new Error(`${operation.operationId} breaks the contract: ${JSON.stringify(violations, null, 1)}`);
}
