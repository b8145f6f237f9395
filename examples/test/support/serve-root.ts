import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(
  import.meta.resolve("@so-webapi/edge-proxy/package.json").replace("package.json", "dist/node.js"),
);

/** Serves what `npm start` in the root serves once it has built: the proxy with a new sandbox behind it. */
export async function serveRoot(
  port: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<AsyncDisposable> {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, [program], {
    env: { PATH, PORT: port, ...settings },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const [said] = await Promise.race([once(child.stdout, "data"), ended]);
  if (child.exitCode !== null) throw new Error(`so-proxy ended with ${said}`);
  child.stdout.resume();
  return {
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
