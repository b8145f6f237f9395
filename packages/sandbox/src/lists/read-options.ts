import { type ListOptions, parseListOptions } from "@so-webapi/platform";
import { badRequest, PlatformFailure } from "../http/failure.ts";

/**
 * The options of a list that the sandbox can answer.
 *
 * @throws {PlatformFailure} 400 for what does not parse, with option and place; 501 for what is documented too little to be
 * answered honestly: Wide and Full mode, functions of columns, provider specific options, icon hints.
 */
export function readOptions(url: URL): ListOptions {
  const result = parseListOptions(url.searchParams);
  if (!result.ok) throw badRequest(`${result.option}, character ${result.place + 1}: ${result.message}`);
  const options = result.value;
  const [unknown] = options.unknown;
  if (unknown !== undefined) throw badRequest(`${unknown}: the list has no such option.`);
  if (options.mode !== "Slim") throw notThere(`$mode ${options.mode}`);
  if (options.options !== null) throw notThere("$options");
  if (options.context !== null) throw notThere("$context");
  if (options.output === "Display") throw notThere("$output Display");
  const call = options.select?.find(({ calls }) => calls.length > 0);
  if (call !== undefined) throw notThere(`${call.calls[0]?.function} in $select`);
  return options;
}

function notThere(what: string): PlatformFailure {
  return new PlatformFailure(501, "SoException", `The sandbox does not answer ${what}.`);
}
