import type { Server } from "node:http";
import { isLoopback, type Sandbox } from "@so-webapi/sandbox";
import { readArguments, type ServeArguments } from "./arguments.ts";
import { failureText } from "./failure-text.ts";
import { version } from "./generated/version.ts";
import { greeting } from "./greeting.ts";
import { helpText } from "./help.ts";
import { openSandbox } from "./open-sandbox.ts";
import { addressOf, serve } from "./serve.ts";

/** Milliseconds that open exchanges get after a signal to stop. */
const GRACE = 10_000;

await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  const command = readArguments(args);
  switch (command.kind) {
    case "help":
      return print(helpText(version));
    case "version":
      return print(version);
    case "wrong":
      return fail([...command.errors, "see so-sandbox --help"], 2);
    case "serve":
      try {
        await start(command.settings);
      } catch (error) {
        fail(failureText(error, command.settings), 1);
      }
  }
}

async function start(settings: ServeArguments): Promise<void> {
  const sandbox = await openSandbox(settings, progress);
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  const server = await serve({ fetch: sandbox.fetch, host: settings.host, port: settings.port });
  stopOnSignal(server, sandbox);
  const address = addressOf(server);
  print(`so-sandbox listens on ${address}${settings.control ? ` (inspector: ${address}/-/sandbox)` : ""}`);
  if (settings.control && !isLoopback(new URL(address).hostname))
    process.stderr.write(
      "so-sandbox: whoever reaches this address can control the sandbox; --no-control turns that off\n",
    );
  for (const line of await greeting(sandbox, settings, address)) print(line);
}

/** One line that is written over where a person looks on, and lines elsewhere. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
  else process.stderr.write(`so-sandbox: ${text}\n`);
}

/** The first signal lets open exchanges end, a second one does not wait. */
function stopOnSignal(server: Server, sandbox: Sandbox): void {
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) process.exit(1);
    stopping = true;
    setTimeout(() => process.exit(1), GRACE).unref();
    const closed = new Promise((resolve) => server.close(resolve));
    // Connections that are kept open count as busy until their answer is out.
    setInterval(() => server.closeIdleConnections(), 20).unref();
    await sandbox.close();
    await closed;
    process.exit(0);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

function fail(errors: readonly string[], status: number): void {
  for (const error of errors) process.stderr.write(`so-sandbox: ${error}\n`);
  process.exitCode = status;
}

function print(text: string): void {
  process.stdout.write(`${text.trimEnd()}\n`);
}
