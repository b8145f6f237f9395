import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";

// A server that takes requests and ends no answer: below `/body` it sends a part of one.
let open = 0;
const server = createServer(({ url }, response) => {
  if (url?.startsWith("/body"))
    response.writeHead(200, { "content-type": "application/json", "content-length": 9 }).write("[");
});
server.on("connection", (socket) => {
  open++;
  socket.on("close", () => open--);
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it.each(["head", "body"])(
  "a time-out closes the connection of a caller's own fetch that waits for a %s, whatever is collected",
  async (part) => {
    // In a process of its own, which collects garbage all the time and stays until it is told to go.
    const program = `
      import { basic, createClient } from ${JSON.stringify(import.meta.resolve("@so-webapi/client"))};
      import { contactAgent } from ${JSON.stringify(import.meta.resolve("@so-webapi/client/agents/contact"))};
      const collecting = setInterval(gc, 5);
      const so = createClient({
        baseUrl: "http://127.0.0.1:${(server.address() as AddressInfo).port}/${part}",
        auth: basic("a", "b"),
        timeoutMs: 500,
        fetch: (request) => fetch(request),
        apis: [contactAgent],
      });
      const { error } = await so.agents.contact.getMyActiveContacts();
      console.log(error.code);
      process.stdin.once("end", () => clearInterval(collecting)).resume();`;
    const args = ["--expose-gc", "--input-type=module", "--eval", program];
    const running = promisify(execFile)(process.execPath, args, { timeout: 60_000 });
    await new Promise((resolve) => running.child.stdout?.once("data", resolve));
    await expect.poll(() => open, { timeout: 10_000 }).toBe(0);
    running.child.stdin?.end();
    expect((await running).stdout).toBe("timeout\n");
  },
);
