import { describe, expect, it } from "vitest";
import { contact } from "../../src/generated/entities/contact.ts";
import { type Attempt, type AttemptEnd, basic, createClient, type Observe } from "../../src/index.ts";
import { serve } from "../server.ts";

function recorder() {
  const begun: Attempt[] = [];
  const ended: AttemptEnd[] = [];
  const observe: Observe = (attempt) => {
    begun.push(attempt);
    attempt.setHeader("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    return (end) => void ended.push(end);
  };
  return { begun, ended, observe };
}

describe("an observer", () => {
  it("hears of the attempt and of its end, and may add headers", async () => {
    await using server = await serve((response) => response.writeHead(404).end());
    const { begun, ended, observe } = recorder();
    const so = createClient({ baseUrl: server.url, apis: [contact], auth: basic("tje0", "Tje0"), observe });
    await so.contact.list({ query: { $filter: "name = 'secret'" } });
    expect(begun).toEqual([
      {
        call: { method: "GET", path: "/api/v1/Contact", operationId: "v1ContactEntity_GetAll" },
        number: 1,
        url: `${server.url}/api/v1/Contact`,
        setHeader: expect.any(Function),
      },
    ]);
    expect(ended).toEqual([{ status: 404, durationMs: expect.any(Number) }]);
    expect(server.seen[0]?.headers.traceparent).toMatch(/^00-0af7/);
  });

  it("hears of errors", async () => {
    const { ended, observe } = recorder();
    const so = createClient({ baseUrl: "http://127.0.0.1:9", apis: [contact], observe });
    const { error } = await so.contact.get(7);
    expect(ended).toEqual([{ error, durationMs: expect.any(Number) }]);
    expect(error?.code).toBe("network");
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("watcher");
      },
    ],
    [
      "throws at the end",
      () => () => {
        throw new Error("watcher");
      },
    ],
    [
      "sets no header",
      (attempt: Attempt) => {
        attempt.setHeader("a b", "c");
        return undefined;
      },
    ],
  ] as [string, Observe][])("that %s changes nothing", async (_title, observe) => {
    await using server = await serve((response) => response.end("{}"));
    const so = createClient({ baseUrl: server.url, apis: [contact], observe });
    expect(await so.contact.get(7)).toMatchObject({ ok: true });
  });
});
