// What is measured: each subject starts on a port, in front of an upstream, in a process of its own.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { start } from "./process.mjs";

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
const node = process.execPath;
const program = file("../../apps/edge-proxy/dist/node.js");
const prism = file("../../neighbours/node_modules/@stoplight/prism-cli/dist/index.js");

/** Header field and key with which callers of `so-proxy, all on` say who they are; others take it for any header. */
export const API_KEY = "sopk_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/**
 * @param {string} folder for configuration files; it exists and is empty.
 * @param {string} operationId the operation that is asked for, which Prism's document holds.
 * @returns {Promise<readonly { name: string, start(port: number, upstream: string): Promise<object> }[]>}
 */
export async function subjectsIn(folder, operationId) {
  const document = join(folder, "one-operation.json");
  writeFileSync(document, JSON.stringify(documentOf(operationId)));
  const config = join(folder, "so-proxy.config.json");
  writeFileSync(config, JSON.stringify(await configWithKey()));
  const script = (name) => (port, upstream) => start(node, [file(name)], port, { UPSTREAM: upstream });
  const ours = (env) => (port, upstream) =>
    start(node, [program], port, { UPSTREAM: upstream, LOG: "off", ...env });
  const all = [
    {
      name: "nginx",
      start: (port, upstream) => startNginx(folder, port, upstream),
      isMissing: nginxIsMissing(),
    },
    { name: "Fastify http-proxy", start: script("fastify-proxy.mjs") },
    { name: "Hono proxy()", start: script("hono-proxy.mjs") },
    {
      name: "Prism proxy, validating",
      start: (port, upstream) =>
        start(
          node,
          [
            prism,
            "proxy",
            document,
            upstream,
            "-p",
            String(port),
            "-h",
            "127.0.0.1",
            "--errors",
            "-v",
            "silent",
            "-m",
            "false",
          ],
          port,
          {},
          folder,
        ),
    },
    { name: "so-proxy, all off", start: ours({ VALIDATE_REQUESTS: "off", VALIDATE_ANSWERS: "off" }) },
    {
      name: "so-proxy, all on",
      start: ours({ VALIDATE_REQUESTS: "enforce", VALIDATE_ANSWERS: "enforce", CONFIG: config }),
    },
  ];
  for (const { name, isMissing } of all)
    if (isMissing)
      console.log(`\n${name} is not installed here (apt-get install nginx-light): its row is left out`);
  return all.filter(({ isMissing }) => !isMissing);
}

async function configWithKey() {
  const { hashApiKey } = await import("../../apps/edge-proxy/dist/lib/index.js");
  return { callers: [{ name: "bench", apiKeys: [await hashApiKey(API_KEY, "0123456789abcdef")] }] };
}

/** The contract with one operation: Prism compiles all schemas of its document when it starts. */
function documentOf(operationId) {
  const whole = JSON.parse(readFileSync(file("../../openapi/dist/superoffice.openapi.json"), "utf8"));
  const [path, method] = Object.entries(whole.paths)
    .flatMap(([key, item]) => Object.keys(item).map((name) => [key, name]))
    .find(([key, name]) => whole.paths[key][name]?.operationId === operationId);
  const paths = { [path]: { [method]: whole.paths[path][method] } };
  const components = {};
  const take = (value) => {
    if (typeof value !== "object" || value === null) return;
    const [, kind, name] = /^#\/components\/([^/]+)\/(.+)$/.exec(value.$ref ?? "") ?? [];
    components[kind] ??= {};
    if (kind !== undefined && components[kind][name] === undefined) {
      components[kind][name] = whole.components[kind][name];
      take(components[kind][name]);
    }
    for (const inner of Object.values(value)) take(inner);
  };
  take(paths);
  delete components.undefined;
  const { openapi, info } = whole;
  return {
    openapi,
    info,
    paths,
    components: { ...components, securitySchemes: whole.components.securitySchemes },
  };
}

function nginxIsMissing() {
  return spawnSync("nginx", ["-v"]).error !== undefined;
}

function startNginx(folder, port, upstream) {
  const prefix = join(folder, `nginx-${port}`);
  mkdirSync(prefix, { recursive: true });
  const config = join(prefix, "nginx.conf");
  writeFileSync(
    config,
    `daemon off;
worker_processes 1;
pid ${prefix}/nginx.pid;
error_log stderr crit;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path ${prefix}/body;
  proxy_temp_path ${prefix}/proxy;
  fastcgi_temp_path ${prefix}/fastcgi;
  uwsgi_temp_path ${prefix}/uwsgi;
  scgi_temp_path ${prefix}/scgi;
  keepalive_requests 10000000;
  upstream behind { server ${new URL(upstream).host}; keepalive 128; keepalive_requests 10000000; }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://behind;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
    }
  }
}
`,
  );
  return start("nginx", ["-p", prefix, "-c", config], port);
}

/** Installs the neighbours where they are not there yet. */
export function installNeighbours() {
  execFileSync(node, [file("../../neighbours/install.mjs")], { stdio: ["ignore", "ignore", "inherit"] });
}
