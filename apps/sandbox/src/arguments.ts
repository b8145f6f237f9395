import { parseArgs } from "node:util";
import { nearest } from "./nearest.ts";

/** What `so-sandbox serve` was told. */
export interface ServeArguments {
  readonly port: number;
  readonly host: string;
  /** Undefined keeps the data in memory. */
  readonly file: string | undefined;
  /** `default`, `empty`, or the path of a YAML file. */
  readonly seed: string;
  readonly seedSize: number;
  /** Folder of samples; undefined answers none. */
  readonly samples: string | undefined;
  readonly tenant: string;
  readonly installation: "online" | "onsite" | "any";
  readonly timeZone: string;
  readonly control: boolean;
}

/** What the command line asks for, or everything that is wrong with it. */
export type Command =
  | { readonly kind: "help" | "version" }
  | { readonly kind: "serve"; readonly settings: ServeArguments }
  | { readonly kind: "wrong"; readonly errors: readonly string[] };

const options = {
  port: { type: "string", default: "4010" },
  host: { type: "string", default: "127.0.0.1" },
  file: { type: "string" },
  memory: { type: "boolean", default: false },
  seed: { type: "string", default: "default" },
  "seed-size": { type: "string", default: "0" },
  samples: { type: "string" },
  tenant: { type: "string", default: "Cust12345" },
  installation: { type: "string", default: "any" },
  "time-zone": { type: "string", default: "UTC" },
  "no-control": { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
  version: { type: "boolean", default: false },
} as const;

/** Most contacts that `--seed-size` makes up; ten million would be a hundred million activities. */
const MAX_SEED_SIZE = 1_000_000;

/** Reads the command line without the program's own name. */
export function readArguments(args: readonly string[]): Command {
  const unknown = unknownOptions(args);
  if (unknown.length > 0) return wrong(unknown);
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return wrong([error instanceof Error ? lowerFirst(error.message) : "the command line cannot be read"]);
  }
  const { values, positionals } = parsed;
  if (values.help) return { kind: "help" };
  if (values.version) return { kind: "version" };
  const [command = "serve", ...rest] = positionals;
  if (command !== "serve") return wrong([`unknown command ${command}; there is serve`]);
  if (rest[0] !== undefined) return wrong([`unknown argument ${rest[0]}`]);
  return serve(values);
}

/** Node's own words for these are about positional arguments. */
function unknownOptions(args: readonly string[]): string[] {
  const { tokens } = parseArgs({
    args: [...args],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  return tokens.flatMap((token) => {
    if (token.kind !== "option" || Object.hasOwn(options, token.name)) return [];
    const near = nearest(token.name, Object.keys(options));
    return [`unknown option ${token.rawName}${near === undefined ? "" : `; did you mean --${near}?`}`];
  });
}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
}

function serve(values: ReturnType<typeof parse>["values"]): Command {
  const errors: string[] = [];
  const port = wholeNumber(values.port, 65_535);
  if (port === undefined) errors.push("--port must be a whole number from 0 to 65535");
  const seedSize = wholeNumber(values["seed-size"], MAX_SEED_SIZE);
  if (seedSize === undefined) errors.push(`--seed-size must be a whole number from 0 to ${MAX_SEED_SIZE}`);
  if (values.file !== undefined && values.memory) errors.push("--file and --memory exclude each other");
  for (const name of ["file", "host", "samples", "seed"] as const)
    if (values[name] === "") errors.push(`--${name} must not be empty`);
  if (!/^[a-z0-9_-]{1,50}$/i.test(values.tenant))
    errors.push("--tenant must be letters, digits, _ or -, up to 50");
  const installation = (["online", "onsite", "any"] as const).find((kind) => kind === values.installation);
  if (installation === undefined) errors.push("--installation must be one of online, onsite, any");
  if (!isTimeZone(values["time-zone"])) errors.push("--time-zone must be a name such as Europe/Oslo");
  if (errors.length > 0 || port === undefined || seedSize === undefined || installation === undefined)
    return wrong(errors);
  return {
    kind: "serve",
    settings: {
      port,
      seedSize,
      installation,
      host: values.host,
      file: values.file,
      seed: values.seed,
      samples: values.samples,
      tenant: values.tenant,
      timeZone: values["time-zone"],
      control: !values["no-control"],
    },
  };
}

function wrong(errors: readonly string[]): Command {
  return { kind: "wrong", errors };
}

function wholeNumber(text: string, to: number): number | undefined {
  return /^[0-9]{1,9}$/.test(text) && Number(text) <= to ? Number(text) : undefined;
}

function isTimeZone(name: string): boolean {
  // The default; to ask ICU for the first time takes a twentieth of the start.
  if (name === "UTC") return true;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
