// What the packages bring with them: licences of everything that is installed with them, against a list, and known
// vulnerabilities as the registry's audit endpoint has them.
// Usage: node scripts/audit.mjs [--licences]   (--licences: without the network)
// Exit status 0: nothing found; 1: something found; 3: the registry could not be asked.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
// Licences that ask for no more than to be named.
const allowed = [
  "MIT",
  "ISC",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "0BSD",
  "PSF-2.0",
];

/** Runs pnpm and gives what it writes, or undefined where it is no JSON. */
function pnpm(...args) {
  const run = spawnSync("npx", ["--prefer-offline", "-y", "pnpm@12.21.0", ...args], {
    cwd: root,
    encoding: "utf8",
  });
  try {
    return { data: JSON.parse(run.stdout), text: "" };
  } catch {
    return { data: undefined, text: `${run.stdout}${run.stderr}`.replace(/^npm warn.*\n/gm, "").trim() };
  }
}

const licences = pnpm("licenses", "list", "-r", "--prod", "--json");
if (licences.data === undefined) throw new Error(`no list of licences: ${licences.text}`);
const counted = Object.entries(licences.data);
const packages = counted.reduce((sum, [, list]) => sum + list.length, 0);
if (packages === 0) throw new Error("the list of licences is empty");
const refused = counted.filter(([licence]) => !allowed.includes(licence));
for (const [licence, list] of refused) {
  console.error(`licence ${licence} is not on the list: ${list.map(({ name }) => name).join(", ")}`);
}
console.log(
  `${packages} packages are installed with ours, under ${counted.map(([name]) => name).join(", ")}`,
);

let status = refused.length === 0 ? 0 : 1;
if (!process.argv.includes("--licences")) {
  const audit = pnpm("audit", "--json");
  const found = audit.data?.metadata?.vulnerabilities;
  if (found === undefined) {
    console.error(`the registry could not be asked for known vulnerabilities:\n${audit.text}`);
    status = status || 3;
  } else {
    const serious = (found.moderate ?? 0) + (found.high ?? 0) + (found.critical ?? 0);
    for (const { module_name, severity, title, url } of Object.values(audit.data.advisories ?? {})) {
      console.error(`${severity}: ${module_name}: ${title} (${url})`);
    }
    console.log(`known vulnerabilities: ${serious} of moderate severity or more, ${found.low ?? 0} low`);
    if (serious > 0) status = 1;
  }
}
process.exit(status);
