import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { expect, test } from "vitest";
import { atTurnEnd } from "./turn-end.ts";

test("what is put off runs when all that came in one turn was read, in the order in which it was put off", async () => {
  const order: string[] = [];
  const sockets: Socket[] = [];
  let allWritten = (): void => {};
  const all = new Promise<void>((resolve) => {
    allWritten = resolve;
  });
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on("data", (piece: Buffer) => {
      order.push(`read ${piece}`);
      atTurnEnd(() => {
        order.push(`written ${piece}`);
        if (order.length === 6) allWritten();
      });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const callers = await Promise.all(
    ["a", "b", "c"].map(async (name) => {
      const socket = connect({ port, host: "127.0.0.1", noDelay: true });
      await once(socket, "connect");
      return { name, socket };
    }),
  );
  await expect.poll(() => sockets.length).toBe(3);
  for (const { name, socket } of callers) socket.write(name);
  // All three are in the server's sockets before it looks at one.
  const until = performance.now() + 20;
  while (performance.now() < until);
  await all;
  for (const { socket } of callers) socket.destroy();
  server.close();
  expect(order.slice(0, 3).sort()).toEqual(["read a", "read b", "read c"]);
  expect(order.slice(3)).toEqual(order.slice(0, 3).map((line) => line.replace("read", "written")));
});
