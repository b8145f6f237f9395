// Prints what the client costs its user: bytes in a bundle, and the compiler's time. `node scripts/measure.ts`
import { execFileSync } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { cutSpec, type Spec } from "./measure/cut-spec.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const client = 'export { basic, createClient } from "@so-webapi/client";\n';
const entries = globSync("src/generated/*/*.ts", { cwd: root }).map((file) => file.slice(14, -3));

console.log("Bundle (esbuild, minified)");
await bundle("openapi-fetch alone", 'export { default } from "openapi-fetch";');
await bundle("raw client", 'export { createRawClient } from "@so-webapi/client";');
await bundle("no agent", client);
await bundle(
  "agents/contact, a function for tokens, retries",
  `import { bearer, createClient, retries } from "@so-webapi/client";
   import { contactAgent } from "@so-webapi/client/agents/contact";
   const auth = async () => bearer(await token());
   export const so = createClient({ baseUrl, auth, apis: [contactAgent], retry: retries() });`,
);
const sizes = new Map<string, number>();
for (const entry of entries) sizes.set(entry, (await bundled(exported([entry]))).gzip);
const bySize = [...sizes].sort(([, one], [, other]) => one - other).map(([entry]) => entry);
const some = [bySize[0], bySize[Math.floor(bySize.length / 2)], "agents/contact", "entities/contact"];
for (const entry of new Set([...some, bySize.at(-1)])) {
  if (entry !== undefined) await bundle(entry, exported([entry]));
}
await bundle(`all ${entries.length}`, exported(entries));

function exported(list: readonly string[]): string {
  return client + list.map((entry, at) => `export * as g${at} from "@so-webapi/client/${entry}";`).join("\n");
}

async function bundle(name: string, contents: string): Promise<void> {
  const { minified, gzip } = await bundled(contents);
  console.log(`  ${name}: ${minified} bytes, ${gzip} gzip`);
}

async function bundled(contents: string): Promise<{ readonly minified: number; readonly gzip: number }> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
  });
  const [{ contents: bytes } = { contents: new Uint8Array() }] = outputFiles;
  return { minified: bytes.length, gzip: gzipSync(bytes).length };
}

const folder = `${root}.results/measure/`;
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const paths = [
  "/api/v1/Agents/Contact/GetMyActiveContacts",
  "/api/v1/Agents/Appointment/GetAppointmentEntity",
];
const file = fileURLToPath(import.meta.resolve("@so-webapi/openapi/superoffice.openapi.json"));
const contract = JSON.parse(readFileSync(file, "utf8")) as Spec;
writeFileSync(`${folder}spec.json`, JSON.stringify(cutSpec(contract, paths)));
const openapiTypescript = `${root}../types/node_modules/.bin/openapi-typescript`;
execFileSync(openapiTypescript, [`${folder}spec.json`, "-o", `${folder}spec.d.ts`]);

const use = `
if (active.data) console.log(active.data[0]?.Name);
if (one.data) console.log(one.data.AppointmentId);
`;
const programs = {
  "openapi-fetch, spec of two paths cut by hand": `
import createClient from "openapi-fetch";
import type { paths } from "./spec.js";
const so = createClient<paths>({ baseUrl: "https://crm.example.com" });
const active = await so.POST("${paths[0]}", { body: { ActivityStartTime: "2013-02-04T15:29:21" } });
const one = await so.POST("${paths[1]}", { params: { query: { appointmentEntityId: 7 } } });
${use}`,
  "this client, two agents, named calls": `
import { createClient } from "@so-webapi/client";
import { appointmentAgent } from "@so-webapi/client/agents/appointment";
import { contactAgent } from "@so-webapi/client/agents/contact";
const so = createClient({ baseUrl: "https://crm.example.com", apis: [appointmentAgent, contactAgent] });
const active = await so.agents.contact.getMyActiveContacts({ ActivityStartTime: "2013-02-04T15:29:21" });
const one = await so.agents.appointment.getAppointmentEntity({ query: { appointmentEntityId: 7 } });
${use}`,
  "this client, two agents, raw calls": `
import { createClient } from "@so-webapi/client";
import { appointmentAgent } from "@so-webapi/client/agents/appointment";
import { contactAgent } from "@so-webapi/client/agents/contact";
const so = createClient({ baseUrl: "https://crm.example.com", apis: [appointmentAgent, contactAgent] });
const active = await so.POST("${paths[0]}", { body: { ActivityStartTime: "2013-02-04T15:29:21" } });
const one = await so.POST("${paths[1]}", { params: { query: { appointmentEntityId: 7 } } });
${use}`,
};
const compilers = {
  "7.0.2": `${root}node_modules/.bin/tsc`,
  "5.9.3": `${root}../types/node_modules/.bin/tsc`,
};
const compilerOptions = {
  noEmit: true,
  strict: true,
  module: "nodenext",
  target: "es2023",
  lib: ["es2023", "dom", "dom.iterable"],
  types: [],
};
for (const [version, tsc] of Object.entries(compilers)) {
  for (const skip of [false, true]) {
    console.log(`A user's tsc ${version}, skipLibCheck ${skip}, median and best of 5, interleaved`);
    const config = { compilerOptions: { ...compilerOptions, skipLibCheck: skip }, files: ["user.ts"] };
    writeFileSync(`${folder}tsconfig.json`, JSON.stringify(config));
    const runs = new Map<string, { seconds: number; megabytes: number }[]>();
    for (let round = 0; round < 5; round++) {
      for (const [name, code] of Object.entries(programs)) {
        writeFileSync(`${folder}user.ts`, code);
        const output = execFileSync(tsc, ["-p", folder, "--extendedDiagnostics"], { encoding: "utf8" });
        const read = (label: string) =>
          Number(new RegExp(`^${label}:\\s+([\\d.]+)`, "m").exec(output)?.[1] ?? Number.NaN);
        const run = { seconds: read("Total time"), megabytes: read("Memory used") / 1000 };
        runs.set(name, [...(runs.get(name) ?? []), run]);
      }
    }
    for (const [name, list] of runs) {
      const sorted = (key: "seconds" | "megabytes") => list.map((run) => run[key]).sort((a, b) => a - b);
      const [seconds, megabytes] = [sorted("seconds"), sorted("megabytes")];
      const median = `${seconds[2]?.toFixed(2)} s, ${megabytes[2]?.toFixed(0)} MB`;
      console.log(`  ${name}: ${median} (${seconds[0]?.toFixed(2)} s, ${megabytes[0]?.toFixed(0)} MB)`);
    }
  }
}
