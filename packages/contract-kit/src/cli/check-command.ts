import { pathToFileURL } from "node:url";
import { UsageError } from "@so-webapi/command-line";
import type { ClientTarget } from "../checks/client.ts";
import { connectionAdds, proxyAdds } from "../checks/passes.ts";
import { contractChecks } from "../checks/registry.ts";
import type { Contract } from "../contract/contract.ts";
import { TargetError, UnreadableError } from "../errors.ts";
import { isWell } from "../matrix/matrix.ts";
import { runMatrix } from "../matrix/run-matrix.ts";
import { readSamples } from "../samples/read-samples.ts";
import { type Header, type Sample, sampleId } from "../samples/sample.ts";
import { packedSamples } from "../samples/seeds.ts";
import { type Recorder, startRecorder } from "../servers/recorder.ts";
import { type Target, targetChecks, targetWords } from "../targets/target-checks.ts";
import type { AddCommand } from "./commands.ts";
import { exitStatus } from "./exit-status.ts";
import { loadContract } from "./load-contract.ts";
import { progressLine } from "./progress-line.ts";
import { writeReports } from "./reports.ts";
import {
  collected,
  type ReportFlags,
  type SpecFlags,
  wholeNumber,
  withCredentials,
  withReports,
  withSpec,
} from "./shared-options.ts";
import { type CredentialFlags, secretHeaders, targetAddress } from "./target-options.ts";

interface CheckFlags extends CredentialFlags, SpecFlags, ReportFlags {
  readonly only?: readonly string[];
  readonly target?: string;
  readonly header?: readonly Header[];
  readonly timeout: number;
  readonly proxy?: string;
  readonly upstream?: string;
  readonly mayAdd?: readonly string[];
  readonly client?: string;
}

const examples = `
Examples:
  so-contract check                                             the samples of the seed pages
  so-contract check recorded/                                   your samples: folders of request.http and response.http
  so-contract check reference/                                  every sample of the reference pages
  so-contract check --target http://127.0.0.1:8080              does this server answer them?
  so-contract check --proxy http://127.0.0.1:8080 --upstream 127.0.0.1:9000
                                                                does this proxy pass them on? Its upstream is 9000
  so-contract check --client ./contract-client.mjs              does this client send and read them?
  so-contract check --report junit=contract.xml --report html=contract.html`;

/** `so-contract check`. */
export const addCheck: AddCommand = (program, io, done) => {
  const command = program
    .command("check")
    .summary("samples against the contract, and against your server, proxy or client")
    .description("Holds samples against the contract and targets, every sample against every check.")
    .argument("[samples...]", "folders of samples or of reference pages (default: the seeds' samples)")
    .option("--only <operationId...>", "only the samples of these operations")
    .option("--target <url>", "a server that answers the samples' requests")
    .option(
      "--header <name: value>",
      "a header in place of the sample's, for --target; credentials: --header-env",
      collected(parseHeader),
    )
    .option("--timeout <ms>", "for one answer of --target", wholeNumber("--timeout"), 10_000)
    .option("--proxy <url>", "a proxy whose upstream is --upstream")
    .option("--upstream <host:port>", "where the recorder listens that the proxy forwards to")
    .option("--may-add <header...>", "headers that the proxy may add, beside those of connection and tracing")
    .option(
      "--client <module>",
      "exports call(sample, body, baseUrl), which makes the call with your client",
    );
  return withReports(withCredentials(withSpec(command)))
    .addHelpText("after", examples)
    .action(async (folders: readonly string[], flags: CheckFlags) => {
      const contract = await loadContract(flags.spec);
      const samples = chosen(await samplesOf(folders, contract), flags.only);
      const { targets, stop } = await startTargets(flags);
      const { update, clear } = progressLine(io, "Checking samples", flags.progress);
      try {
        const table = flags.spec === undefined ? await import("@so-webapi/operations/all") : undefined;
        const matrix = await runMatrix({
          contract: contract.name,
          notes: readingNotes(samples),
          ...(targets.length === 0 ? {} : { target: targets.map(targetWords).join(" and ") }),
          ...(contract.file === undefined ? {} : { contractFile: contract.file }),
          samples,
          checks: [
            ...contractChecks(contract, table === undefined ? {} : { table }),
            ...targets.flatMap((target) => targetChecks(target, contract)),
          ],
          onProgress: update,
        });
        clear();
        writeReports(io, flags.report, matrix, { contract, samples });
        done(isWell(matrix) ? exitStatus.fine : exitStatus.disagreement);
      } finally {
        clear();
        await stop();
      }
    });
};

async function samplesOf(folders: readonly string[], contract: Contract): Promise<Sample[]> {
  if (folders.length === 0) return packedSamples();
  const samples = await Promise.all(folders.map((folder) => readSamples(folder, contract)));
  return samples.flat();
}

function chosen(samples: readonly Sample[], only: readonly string[] | undefined): readonly Sample[] {
  if (only === undefined) return samples;
  const left = samples.filter(
    (sample) => only.includes(sample.operationId) || only.includes(sampleId(sample)),
  );
  const unknown = only.filter(
    (id) => !left.some((sample) => id === sample.operationId || id === sampleId(sample)),
  );
  if (unknown.length > 0) throw new UsageError(`--only: there is no sample of ${unknown.join(", ")}`);
  return left;
}

/** What was undone of the samples before they were checked. */
function readingNotes(samples: readonly Sample[]): string[] {
  const counts = new Map<string, number>();
  for (const { excused = [] } of samples)
    for (const habit of excused) counts.set(habit, (counts.get(habit) ?? 0) + 1);
  const list = [...counts].map(([habit, count]) => `${count} ${habit}`);
  return list.length === 0 ? [] : [`read as the pages' own tables say: ${list.join(", ")}`];
}

function parseHeader(text: string): Header {
  const colon = text.indexOf(":");
  if (colon < 1) throw new UsageError("--header: write it as name: value");
  return [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
}

interface Started {
  readonly targets: readonly Target[];
  readonly stop: () => Promise<void>;
}

/** What can be wrong with the flags is told before anything listens. */
async function startTargets(flags: CheckFlags): Promise<Started> {
  const headers = [...(flags.header ?? []), ...secretHeaders(flags)];
  if (flags.target === undefined && headers.length > 0)
    throw new UsageError("headers are sent to --target, and there is none");
  if ((flags.proxy === undefined) !== (flags.upstream === undefined))
    throw new UsageError("--proxy and --upstream belong together: the proxy forwards to the upstream");
  const targets: Target[] = [];
  const recorders: Recorder[] = [];
  if (flags.target !== undefined) {
    const baseUrl = targetAddress(flags.target);
    targets.push({ kind: "server", baseUrl, headers, timeoutMs: flags.timeout });
  }
  const own = flags.proxy === undefined ? undefined : targetAddress(flags.proxy, "--proxy");
  const client = flags.client === undefined ? undefined : await importClient(flags.client);
  if (own !== undefined && flags.upstream !== undefined) {
    const upstream = await startUpstream(flags.upstream);
    recorders.push(upstream);
    const adds = [...connectionAdds, ...proxyAdds, ...(flags.mayAdd ?? []).map((name) => name.toLowerCase())];
    targets.push({ kind: "proxy", address: own, upstream, requestAdds: adds, answerAdds: adds });
  }
  if (client !== undefined) {
    const recorder = await startRecorder();
    recorders.push(recorder);
    targets.push({ kind: "client", client, recorder });
  }
  const stop = async (): Promise<void> => {
    await Promise.all(recorders.map(({ close }) => close()));
  };
  return { targets, stop };
}

const startUpstream = (text: string): Promise<Recorder> =>
  startRecorder(endpoint(text)).catch((cause: unknown) => {
    throw new TargetError("target-down", `the recorder cannot listen on ${text}`, { cause });
  });

function endpoint(text: string): { readonly host: string; readonly port: number } {
  const [, host = "127.0.0.1", port = ""] = /^(?:(.+):)?(\d+)$/.exec(text) ?? [];
  if (port === "" || Number(port) > 65535) throw new UsageError(`--upstream ${text}: write it as host:port`);
  return { host, port: Number(port) };
}

async function importClient(file: string): Promise<ClientTarget> {
  let module: { readonly call?: unknown };
  try {
    module = await import(pathToFileURL(file).href);
  } catch (error) {
    const [reason] = String(error instanceof Error ? error.message : error).split("\n");
    throw new UnreadableError(`${file} cannot be imported: ${reason}`, { cause: error });
  }
  const { call } = module;
  if (typeof call !== "function")
    throw new UnreadableError(`${file} exports no function call(sample, body, baseUrl)`);
  return { call: (sample, body, baseUrl) => call(sample, body, baseUrl) };
}
