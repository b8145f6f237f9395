// Size of the Worker's bundle, and what its start costs over that of an empty one, in plain workerd.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { freePort } from "../child.mjs";
import { median, printTable, say } from "../statistics.mjs";
import { start } from "./process.mjs";

const appFolder = fileURLToPath(new URL("../../apps/edge-proxy/", import.meta.url));
const goals = { gzip: 1_000_000, coldMs: 50 };

/** @param {Buffer} call a request that is held to the contract on both sides, as it stands on the wire. */
export async function measureWorker(folder, { rounds }, call) {
  const fromMiniflare = createRequire(createRequire(`${appFolder}package.json`).resolve("miniflare"));
  // The program itself: the script of that name in its package would be killed and leave the program behind.
  const workerd = fromMiniflare("workerd").default;
  const dist = join(appFolder, "dist/worker");
  // The entry comes first, as its name does.
  const names = readdirSync(dist).sort();
  const modules = names.map((name) => [name, readFileSync(join(dist, name))]);
  const size = gzipSync(Buffer.concat(modules.map(([, text]) => text))).length;
  const whole = modules.reduce((sum, [, text]) => sum + text.length, 0);
  say(
    `\nWorker: ${(whole / 1e6).toFixed(2)} MB with every validator, ${Math.round(size / 1000)} KB gzip (goal: below ${goals.gzip / 1000})`,
  );
  const health = Buffer.from("GET /-/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  const workers = [
    {
      name: "empty Worker",
      modules: [["index.js", 'export default { fetch: () => new Response("ok") };']],
    },
    { name: "so-proxy", modules },
  ].map((worker, index) => ({ ...worker, folder: join(folder, `worker-${index}`), times: [[], []] }));
  for (const worker of workers) {
    mkdirSync(worker.folder, { recursive: true });
    for (const [name, text] of worker.modules) writeFileSync(join(worker.folder, name), text);
  }
  const [empty, ours] = workers;
  for (let round = 0; round < Math.max(rounds, 9); round++) {
    for (const worker of workers)
      for (const [index, request] of [health, call].entries())
        worker.times[index].push(await toFirstAnswer(workerd, worker, request));
  }
  const over = (index) => median(ours.times[index].map((ms, round) => ms - empty.times[index][round]));
  say(
    `Cold start in workerd, from its start to the first answer, ms (goal: at most ${goals.coldMs} over an empty Worker):`,
  );
  printTable(
    ["", "/-/health", "a call, validated"],
    [
      ...workers.map(({ name, times }) => [name, ...times.map((values) => median(values).toFixed(0))]),
      ["so-proxy, over the empty one", over(0).toFixed(0), over(1).toFixed(0)],
    ],
  );
}

async function toFirstAnswer(workerd, { folder, modules }, request) {
  const port = await freePort();
  writeFileSync(
    join(folder, "config.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main)],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [${modules.map(([name]) => `(name = "${name}", ${name.endsWith(".txt") ? "text" : "esModule"} = embed "${name}")`).join(", ")}],
  bindings = [
    (name = "UPSTREAM", text = "samples"), (name = "LOG", text = "off"),
    (name = "VALIDATE_REQUESTS", text = "enforce"), (name = "VALIDATE_ANSWERS", text = "enforce"),
  ],
  compatibilityDate = "2026-10-01",
);
`,
  );
  const began = performance.now();
  const program = await start(workerd, ["serve", join(folder, "config.capnp")], port);
  try {
    await firstAnswer(port, request);
    return performance.now() - began;
  } finally {
    await program.stop("SIGKILL");
  }
}

function firstAnswer(port, request) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(request));
    socket.setTimeout(20_000, () => reject(new Error("workerd gave no answer")));
    socket.on("error", reject);
    socket.once("data", (chunk) => {
      socket.destroy();
      const head = chunk.latin1Slice(0, 12);
      if (head === "HTTP/1.1 200") resolve();
      else reject(new Error(`workerd answered ${head}`));
    });
  });
}
