import { afterAll, beforeAll, expect, it } from "vitest";
import { credentials, type Program, startSandbox } from "./support/program.ts";
import { onTheWire } from "./support/wire.ts";

let program: Program;
beforeAll(async () => {
  program = await startSandbox();
});
afterAll(() => program?.stop());

const path = "/api/v1/Contact/716";
const get = () => onTheWire(program.address, path, { ...credentials, connection: "close" });

async function addFault(fault: object): Promise<void> {
  const answer = await fetch(`${program.address}/-/sandbox/faults`, {
    method: "POST",
    body: JSON.stringify(fault),
  });
  expect(answer.status).toBe(201);
}

it("an answer without a fault arrives whole", async () => {
  const { text, ended } = await get();
  expect(ended).toBe("end");
  const [head = "", body = ""] = text.split("\r\n\r\n");
  expect(head).toMatch(/^HTTP\/1\.1 200 /);
  expect(body).toContain('"ContactId":716');
});

it.each(["before", "after"])(
  "reset %s the operation resets the connection and sends not one byte",
  async (when) => {
    await addFault({ kind: "reset", when });
    expect(await get()).toEqual({ text: "", ended: "ECONNRESET" });
  },
);

it.each([undefined, 0, 25])(
  "truncation to %s bytes declares the whole length and then cuts",
  async (bytes) => {
    const whole = (await get()).text.split("\r\n\r\n")[1] ?? "";
    await addFault({ kind: "truncation", ...(bytes !== undefined && { bytes }) });
    const { text } = await get();
    const [head = "", body = ""] = text.split("\r\n\r\n");
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
    expect(length).toBeGreaterThan(100);
    expect(body.length).toBe(bytes ?? Math.floor(length / 2));
    expect(whole.startsWith(body)).toBe(true);
  },
);

it("fetch sees a reset and a truncation as the failures that they are", async () => {
  await addFault({ kind: "reset" });
  await expect(fetch(program.address + path, { headers: credentials })).rejects.toThrow("fetch failed");
  await addFault({ kind: "truncation" });
  const answer = await fetch(program.address + path, { headers: credentials });
  expect(answer.status).toBe(200);
  await expect(answer.text()).rejects.toThrow();
});

it("a status comes with Retry-After and the fault's id, and the connection stays", async () => {
  await addFault({ kind: "status", status: 429, retryAfter: 3 });
  const answer = await fetch(program.address + path, { headers: credentials });
  expect(answer.status).toBe(429);
  expect(answer.headers.get("retry-after")).toBe("3");
  expect(answer.headers.get("so-sandbox-fault")).toMatch(/^\d+$/);
  expect((await fetch(program.address + path, { headers: credentials })).status).toBe(200);
});
