import { startRecorder } from "@so-webapi/contract-kit/servers";
import type { ProxyRuntime, ProxyTarget } from "../checks/proxy.ts";
import { type Program, type Settings, startNodeProxy, startWorkerProxy } from "./programs.ts";

/** How a proxy of the lab is set up. */
export type ProxyMode = "enforce" | "report" | "samples";

const starters: Readonly<Record<ProxyRuntime, (settings: Settings) => Promise<Program>>> = {
  node: startNodeProxy,
  worker: startWorkerProxy,
};

/** Everything that has to run for the checks over sockets. */
export interface Lab {
  /** A proxy in front of a recorder of its own. */
  readonly proxy: (runtime: ProxyRuntime, mode: "enforce" | "report") => ProxyTarget;
  /** Address of a proxy over the documented samples. */
  readonly samplesProxy: (runtime: ProxyRuntime) => string;
  readonly stop: () => Promise<void>;
}

/** Starts proxies in the given modes on both runtimes. Fails where one does not start; nothing is skipped. */
export async function startLab(modes: readonly ProxyMode[]): Promise<Lab> {
  const targets = new Map<string, ProxyTarget>();
  const addresses = new Map<string, string>();
  const stops: (() => Promise<void>)[] = [];
  const start = async (runtime: ProxyRuntime, mode: ProxyMode): Promise<void> => {
    if (mode === "samples") {
      const program = await starters[runtime]({ UPSTREAM: "samples", LOG: "off" });
      stops.push(program.stop);
      addresses.set(runtime, program.address);
      return;
    }
    const upstream = await startRecorder();
    stops.push(upstream.close);
    const program = await starters[runtime]({ UPSTREAM: upstream.url, VALIDATION: mode, LOG: "off" });
    stops.push(program.stop);
    targets.set(`${runtime}.${mode}`, { address: program.address, upstream, mode, runtime });
  };
  const stop = async (): Promise<void> => {
    await Promise.all(stops.map((one) => one()));
  };
  const started = await Promise.allSettled(
    modes.flatMap((mode) => [start("node", mode), start("worker", mode)]),
  );
  const failed = started.find((one) => one.status === "rejected");
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  return {
    proxy: (runtime, mode) => known(targets.get(`${runtime}.${mode}`), `${runtime}.${mode}`),
    samplesProxy: (runtime) => known(addresses.get(runtime), `${runtime}.samples`),
    stop,
  };
}

function known<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new RangeError(`the lab has no ${name}`);
  return value;
}
