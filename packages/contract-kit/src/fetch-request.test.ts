import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";

// A server that takes requests and ends no answer: `/head` sends none of it, `/body` a part.
const server = createServer(({ url }, response) => {
  if (url?.startsWith("/body")) response.writeHead(200, { "content-length": 9 }).write("half");
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it.each(["head", "body"])(
  "a time-out ends a request that nobody else holds, waiting for its %s",
  async (part) => {
    // In a process of its own, which collects garbage all the time and gives up after a while.
    const program = `
    import { exchange } from ${JSON.stringify(new URL("./live/exchange.ts", import.meta.url))};
    const collecting = setInterval(gc, 5);
    const target = { baseUrl: "http://127.0.0.1:${(server.address() as AddressInfo).port}", timeoutMs: 500 };
    const request = { method: "GET", target: "/${part}", headers: [], body: "" };
    console.log((await exchange(target, request)).reason);
    clearInterval(collecting);`;
    const args = ["--expose-gc", "--input-type=module", "--eval", program];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 30_000 });
    expect(stdout).toBe("late\n");
  },
);
