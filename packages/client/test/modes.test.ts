import { getEventListeners } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { contactAgent } from "../src/generated/agents/contact.ts";
import { contact } from "../src/generated/entities/contact.ts";
import { type AnswerToCheck, createClient, SoContractError, SoStatusError } from "../src/index.ts";
import { serve, serveBytes } from "./server.ts";

const apis = [contactAgent, contact] as const;
const answering = (body: string, status = 200) =>
  serve((response) => response.writeHead(status, { "Content-Type": "application/json" }).end(body));

describe("a client that throws", () => {
  it("gives the data itself", async () => {
    await using server = await answering('{"ContactId":7}');
    const so = createClient({ baseUrl: server.url, apis, throws: true });
    expect(await so.contact.get(7)).toEqual({ ContactId: 7 });
  });

  it("gives the null of an agent that found nothing", async () => {
    await using server = await answering("null");
    const so = createClient({ baseUrl: server.url, apis, throws: true });
    expect(await so.agents.contact.getContactSummary({ ContactId: 1 })).toBeNull();
  });

  it("throws the error that a result would hold", async () => {
    await using server = await answering('{"ErrorType":"SoNotFoundException"}', 404);
    const so = createClient({ baseUrl: server.url, apis, throws: true });
    await expect(so.contact.get(7)).rejects.toBeInstanceOf(SoStatusError);
    await expect(so.contact.get(7)).rejects.toMatchObject({
      status: 404,
      body: { errorType: "SoNotFoundException" },
    });
    await expect(so.contact.get(Number.NaN)).rejects.toMatchObject({ code: "request" });
  });
});

describe("asResponse", () => {
  it.each([true, false])("gives the answer unread, whatever its status: throws %s", async (throws) => {
    await using good = await answering('{"ContactId":7}');
    await using bad = await answering("teapot", 418);
    for (const [server, status, text] of [
      [good, 200, '{"ContactId":7}'],
      [bad, 418, "teapot"],
    ] as const) {
      const response = await createClient({ baseUrl: server.url, apis, throws }).contact.get(7).asResponse();
      expect([response.status, response.bodyUsed]).toEqual([status, false]);
      expect(await response.text()).toBe(text);
    }
  });

  it.each([true, false])(
    "throws when no answer began, and leaves no rejection behind: throws %s",
    async (throws) => {
      const unhandled = vi.fn();
      process.on("unhandledRejection", unhandled);
      const so = createClient({ baseUrl: "http://127.0.0.1:9", apis, throws });
      await expect(so.contact.get(7).asResponse()).rejects.toMatchObject({ code: "network" });
      await new Promise(setImmediate);
      process.off("unhandledRejection", unhandled);
      expect(unhandled).not.toHaveBeenCalled();
    },
  );

  it("leaves the call's signal to the body, and its time-out to the head", async () => {
    await using server = await serveBytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", "stall");
    const controller = new AbortController();
    const { signal } = controller;
    const response = await createClient({ baseUrl: server.url, apis })
      .contact.get(7, { signal, timeoutMs: 2_000 })
      .asResponse();
    const reading = response.text();
    const early = await Promise.race([
      reading,
      new Promise((resolve) => setTimeout(resolve, 2_500, "still reading")),
    ]);
    expect(early).toBe("still reading");
    controller.abort();
    await expect(reading).rejects.toThrow();
    expect(getEventListeners(signal, "abort").length).toBeLessThanOrEqual(1);
  });
});

describe("answers that are checked", () => {
  const violation = { pointer: "/Name", keyword: "type", message: "must be string" };

  it("go to the check with what was selected, and pass when it finds nothing", async () => {
    await using server = await answering('{"Name":"a"}');
    const seen: AnswerToCheck[] = [];
    const validate = (answer: AnswerToCheck) => void seen.push(answer);
    const so = createClient({ baseUrl: server.url, apis, validate: validate as () => undefined });
    expect(await so.contact.get(7, { select: ["Name"] })).toMatchObject({ ok: true });
    expect(seen).toEqual([
      { operationId: "v1ContactEntity_GetContactEntity", status: 200, data: { Name: "a" }, select: ["Name"] },
    ]);
  });

  it("are contract errors when it finds something", async () => {
    await using server = await answering('{"Name":5}');
    const so = createClient({ baseUrl: server.url, apis, validate: async () => [violation] });
    const { error, response } = await so.contact.get(7);
    expect(error).toBeInstanceOf(SoContractError);
    expect(error).toMatchObject({ code: "contract", name: "SoContractError", violations: [violation] });
    expect(error?.message).not.toContain("Name");
    expect(response?.status).toBe(200);
  });

  it("are contract errors with a cause when the check fails, and time-outs when it hangs", async () => {
    await using server = await answering("{}");
    const cause = new Error("no validators");
    const failing = createClient({ baseUrl: server.url, apis, validate: () => Promise.reject(cause) });
    expect((await failing.contact.get(7)).error).toMatchObject({ code: "contract", violations: [], cause });
    const hanging = createClient({
      baseUrl: server.url,
      apis,
      validate: () => new Promise(() => {}),
      timeoutMs: 100,
    });
    expect((await hanging.contact.get(7)).error).toMatchObject({ code: "timeout" });
  });
});
