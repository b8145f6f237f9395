import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";

// An issuer that ends no answer: `/head` sends none of it, `/body` a part.
const issuer = createServer(({ url }, response) => {
  if (url === "/body") response.writeHead(200, { "content-length": 9 }).write("{");
});
await new Promise<void>((resolve) => issuer.listen(0, "127.0.0.1", resolve));
afterAll(() => {
  issuer.closeAllConnections();
  issuer.close();
});

it.concurrent.each(["head", "body"])(
  "an issuer that does not end its %s cannot be reached, also when garbage is collected",
  async (part) => {
    // In a process of its own, which collects garbage all the time.
    const program = `
    import { publishedKeys } from ${JSON.stringify(new URL("./published-keys.ts", import.meta.url))};
    const collecting = setInterval(gc, 5);
    const url = "http://127.0.0.1:${(issuer.address() as AddressInfo).port}/${part}";
    const keys = publishedKeys(url, (request) => fetch(request), Date.now);
    console.log((await keys.find("a", "RS256")).kind);
    clearInterval(collecting);`;
    const args = ["--expose-gc", "--input-type=module", "--eval", program];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 20_000 });
    expect(stdout).toBe("unreachable\n");
  },
  90_000,
);
