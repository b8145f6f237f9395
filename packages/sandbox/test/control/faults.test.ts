import { afterEach, describe, expect, test, vi } from "vitest";
import {
  ConnectionFaultError,
  ControlError,
  connectionFault,
  createSandbox,
  type Fault,
  type Sandbox,
} from "../../src/index.ts";
import { TEST_NOW } from "../harness/tenant.ts";

const authorization = `Basic ${btoa("tje0:Tje0")}`;
const open = (): Promise<Sandbox> => createSandbox({ clock: () => TEST_NOW, random: () => 0.5 });

function ask(sandbox: Sandbox, path: string, method = "GET", body?: unknown): Promise<Response> {
  const init = { method, headers: { authorization, "content-type": "application/json" } };
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  return sandbox.fetch(new Request(`http://sandbox${path}`, { ...init, ...content }));
}

const contactPath = "/api/v1/Contact/716";
const statuses = async (sandbox: Sandbox, path: string, count: number): Promise<number[]> => {
  const seen: number[] = [];
  for (let index = 0; index < count; index++) seen.push((await ask(sandbox, path)).status);
  return seen;
};

afterEach(() => {
  vi.useRealTimers();
});

describe("what a fault does", () => {
  test.each([421, 429, 500, 503])(
    "status %i comes in the platform's error form, and the operation is not run",
    async (status) => {
      const sandbox = await open();
      const before = await sandbox.snapshot();
      const { id } = sandbox.faults.add({ kind: "status", status, retryAfter: 7 });
      const answer = await ask(sandbox, "/api/v1/Contact", "POST", { Name: "Fjord Works" });
      expect(answer.status).toBe(status);
      expect(answer.headers.get("retry-after")).toBe("7");
      expect(answer.headers.get("so-sandbox-fault")).toBe(String(id));
      expect(await answer.json()).toMatchObject({ Error: true, ErrorType: "SoException" });
      expect(await sandbox.snapshot()).toEqual(before);
    },
  );

  test("a status fault of an agent's operation has the agents' error form, and Retry-After can be a date", async () => {
    const sandbox = await open();
    const retryAfter = "Fri, 20 Nov 2026 13:00:00 GMT";
    sandbox.faults.add({ kind: "status", status: 503, retryAfter });
    const answer = await ask(sandbox, "/api/v1/Agents/Contact/GetMyActiveContacts", "POST", {});
    expect(answer.headers.get("retry-after")).toBe(retryAfter);
    expect(Object.keys((await answer.json()) as object)).toEqual(["Message", "MessageDetail"]);
  });

  test("latency holds the answer back for as long as it says", async () => {
    const sandbox = await open();
    sandbox.faults.add({ kind: "latency", milliseconds: 5000 });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let answered = false;
    const answer = ask(sandbox, contactPath).finally(() => {
      answered = true;
    });
    await vi.advanceTimersByTimeAsync(4999);
    expect(answered).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect((await answer).status).toBe(200);
  });

  test("latency ends when the caller goes away", async () => {
    const sandbox = await open();
    sandbox.faults.add({ kind: "latency", milliseconds: 600_000 });
    const caller = new AbortController();
    const request = new Request(`http://sandbox${contactPath}`, {
      headers: { authorization },
      signal: caller.signal,
    });
    const answer = sandbox.fetch(request);
    caller.abort();
    expect((await answer).status).toBe(200);
  });

  test("reset before leaves the operation undone, reset after does it, and both give a body that fails", async () => {
    const sandbox = await open();
    const contacts = async (): Promise<number> =>
      (await sandbox.snapshot()).storage.tables["contacts"]?.length ?? 0;
    const before = await contacts();
    for (const [when, more] of [
      ["before", 0],
      ["after", 1],
    ] as const) {
      sandbox.faults.add({ kind: "reset", when });
      const answer = await ask(sandbox, "/api/v1/Contact", "POST", { Name: "Fjord Works" });
      expect(connectionFault(answer)).toBe("reset");
      await expect(answer.text()).rejects.toThrow(ConnectionFaultError);
      expect(await contacts()).toBe(before + more);
    }
  });

  test("truncation declares the whole length and gives a part", async () => {
    const sandbox = await open();
    const whole = await (await ask(sandbox, contactPath)).text();
    for (const bytes of [undefined, 0, 10, 1_000_000]) {
      sandbox.faults.add({ kind: "truncation", ...(bytes !== undefined && { bytes }) });
      const answer = await ask(sandbox, contactPath);
      expect(connectionFault(answer)).toBe("truncation");
      const length = new TextEncoder().encode(whole).byteLength;
      expect(answer.headers.get("content-length")).toBe(String(length));
      let received = 0;
      const read = async (): Promise<void> => {
        const reader = answer.body?.getReader();
        for (let next = await reader?.read(); next?.done === false; next = await reader?.read())
          received += next.value.byteLength;
      };
      await expect(read()).rejects.toMatchObject({ code: "ECONNRESET", fault: "truncation" });
      expect(received).toBe(Math.min(bytes ?? Math.floor(length / 2), length - 1));
    }
  });

  test("an answer that met no fault is marked by nothing", async () => {
    const sandbox = await open();
    sandbox.faults.add({ kind: "reset", path: "/nowhere" });
    const answer = await ask(sandbox, contactPath);
    expect(connectionFault(answer)).toBeUndefined();
    expect(answer.headers.get("so-sandbox-fault")).toBeNull();
  });
});

describe("which requests meet a fault", () => {
  const fault = { kind: "status", status: 500 } as const;
  test.each<[title: string, match: Partial<Fault>, path: string, met: boolean]>([
    ["operationId", { operationId: "v1ContactEntity_GetContactEntity" }, contactPath, true],
    [
      "operationId in another case of the path",
      { operationId: "v1ContactEntity_GetContactEntity" },
      "/API/V1/contact/716/",
      true,
    ],
    ["operationId of another", { operationId: "v1ContactEntity_PostContactEntity" }, contactPath, false],
    ["method in any case", { method: "get" }, contactPath, true],
    ["another method", { method: "POST" }, contactPath, false],
    ["path", { path: "/API/v1/contact/716" }, contactPath, true],
    ["path with a star", { path: "/api/v1/Contact/*" }, contactPath, true],
    ["path with stars", { path: "*/Contact/*1**6*" }, contactPath, true],
    ["a part of the path", { path: "/api/v1/Contact" }, contactPath, false],
    ["path with what means something in patterns", { path: "/api/v1/Contact/7.6" }, contactPath, false],
    ["path of signing in", { path: "/login/*" }, "/login/common/oauth/tokens", true],
    ["everything that is given", { method: "GET", path: "/nowhere" }, contactPath, false],
  ])("a fault is met by %s as it should be", async (_, match, path, met) => {
    const sandbox = await open();
    sandbox.faults.add({ ...fault, ...match } as Fault);
    expect((await ask(sandbox, path)).status === 500).toBe(met);
  });

  test("times counts down, and always never ends", async () => {
    const sandbox = await open();
    sandbox.faults.add(fault);
    expect(await statuses(sandbox, contactPath, 2)).toEqual([500, 200]);
    sandbox.faults.add({ ...fault, times: 3 });
    expect(await statuses(sandbox, contactPath, 2)).toEqual([500, 500]);
    expect(sandbox.faults.list()).toEqual([{ id: 2, fault: { ...fault, times: 3 }, left: 1, met: 2 }]);
    expect(await statuses(sandbox, contactPath, 2)).toEqual([500, 200]);
    const { id } = sandbox.faults.add({ ...fault, times: "always" });
    expect(await statuses(sandbox, contactPath, 5)).toEqual([500, 500, 500, 500, 500]);
    expect(sandbox.faults.remove(id)).toBe(true);
    expect(sandbox.faults.remove(id)).toBe(false);
    expect(await statuses(sandbox, contactPath, 1)).toEqual([200]);
  });

  test("of several, the first decides and the next waits; latencies add up", async () => {
    const sandbox = await open();
    sandbox.faults.add({ kind: "status", status: 429 });
    sandbox.faults.add({ kind: "status", status: 503 });
    expect(await statuses(sandbox, contactPath, 3)).toEqual([429, 503, 200]);
    sandbox.faults.add({ kind: "latency", milliseconds: 20 });
    sandbox.faults.add({ kind: "status", status: 421 });
    sandbox.faults.add({ kind: "latency", milliseconds: 30 });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const answer = ask(sandbox, contactPath);
    await vi.advanceTimersByTimeAsync(49);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect((await answer).status).toBe(421);
    expect(sandbox.faults.list()).toEqual([]);
  });

  test("control itself meets none", async () => {
    const sandbox = await open();
    sandbox.faults.add({ ...fault, times: "always" });
    expect((await ask(sandbox, "/-/sandbox")).status).toBe(200);
    expect(sandbox.faults.list()[0]?.met).toBe(0);
  });
});

describe("faults that make no sense", () => {
  test.each<[value: unknown, pointers: readonly string[]]>([
    [null, [""]],
    ["reset", [""]],
    [[], [""]],
    [{}, ["/kind"]],
    [{ kind: "explosion" }, ["/kind"]],
    [{ kind: "latency" }, ["/milliseconds"]],
    [{ kind: "latency", milliseconds: -1 }, ["/milliseconds"]],
    [{ kind: "latency", milliseconds: 600_001 }, ["/milliseconds"]],
    [{ kind: "latency", milliseconds: "10" }, ["/milliseconds"]],
    [{ kind: "status", status: 200 }, ["/status"]],
    [{ kind: "status", status: 429.5 }, ["/status"]],
    [{ kind: "status", status: 429, retryAfter: -1 }, ["/retryAfter"]],
    [{ kind: "status", status: 429, retryAfter: "soon" }, ["/retryAfter"]],
    [{ kind: "status", status: 429, retryAfter: "1\r\nX: y" }, ["/retryAfter"]],
    [{ kind: "status", status: 429, milliseconds: 5 }, ["/milliseconds"]],
    [{ kind: "reset", when: "later" }, ["/when"]],
    [{ kind: "reset", times: 0 }, ["/times"]],
    [{ kind: "reset", times: "never" }, ["/times"]],
    [{ kind: "reset", operationId: "v1Nothing" }, ["/operationId"]],
    [{ kind: "reset", operationId: "__proto__" }, ["/operationId"]],
    [{ kind: "reset", path: "api" }, ["/path"]],
    [{ kind: "reset", path: "" }, ["/path"]],
    [{ kind: "reset", method: "GET /" }, ["/method"]],
    [{ kind: "truncation", bytes: 1.5 }, ["/bytes"]],
    [{ kind: "truncation", "a/b~": 1 }, ["/a~1b~0"]],
    [{ kind: "reset", when: 1, times: -1, path: 2, extra: 1 }, ["/path", "/times", "/when", "/extra"]],
  ])("%j is refused with every place that does not fit", async (value, pointers) => {
    const sandbox = await open();
    let error: unknown;
    try {
      sandbox.faults.add(value as Fault);
    } catch (reason) {
      error = reason;
    }
    expect(error).toBeInstanceOf(ControlError);
    expect((error as ControlError).errors.map(({ pointer }) => pointer)).toEqual(pointers);
    expect(sandbox.faults.list()).toEqual([]);
  });

  test("a path of many stars is matched in time that its length bounds", async () => {
    const sandbox = await open();
    sandbox.faults.add({ kind: "reset", path: `/${"*a".repeat(12)}b`, times: "always" });
    expect((await ask(sandbox, `/${"a".repeat(2000)}`)).status).toBe(404);
  });
});
