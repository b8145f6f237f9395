import type { SampleExchange } from "../config/sample-exchange.ts";
import { type Variable, variables } from "../config/variables.ts";

/** Text of `so-proxy --help`. */
export function helpText(version: string): string {
  const rows = Object.entries<Variable>(variables).map(([name, { default: otherwise, unit, effect }]) => {
    const facts = otherwise === "" ? unit : `${unit}; default ${otherwise}`;
    return `  ${name.padEnd(18)} ${effect}\n  ${"".padEnd(18)} (${facts})`;
  });
  return [
    `so-proxy ${version}: a proxy in front of the SuperOffice WebAPI that holds both sides to the contract`,
    "",
    "Usage: so-proxy [serve] [--config FILE]  starts it",
    "       so-proxy check [--config FILE]    says what is wrong with the settings, or what holds",
    "       so-proxy init                     writes so-proxy.config.jsonc, every setting as a comment",
    "       so-proxy key                      makes an API key for a caller, and its hash for the configuration file",
    "       so-proxy --help | --version",
    "",
    "Settings come from the environment, and from a configuration file for what the environment leaves open:",
    ...rows,
    "",
  ]
    .join("\n")
    .replaceAll("`", "");
}

/** One line for a shell: the documented request of an operation, ready to be pasted. */
export function curlLine(
  address: string,
  { method, target, headers, body }: SampleExchange["request"],
): string {
  const parts = ["curl", "-s", ...(method === "POST" ? [] : ["-X", method]), quote(address + target)];
  for (const [name, value] of headers) parts.push("-H", quote(`${name}: ${value}`));
  if (body !== "") parts.push("-d", quote(JSON.stringify(JSON.parse(body))));
  return parts.join(" ");
}

// Single quotes keep everything as it is; one inside ends the string, stands alone and begins the next.
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
