import { execFileSync } from "node:child_process";
import type { ConfigSchema } from "../../apps/edge-proxy/scripts/config-schema.ts";
import { readText, root } from "./repository.ts";

/** A setting: a name of the configuration file, or a variable. */
export interface SettingModel {
  /** `limits.bodyBytes`; the variable's name where a document cannot hold it. */
  readonly key: string;
  /** `text`, `number`, `"on" or "off"`. */
  readonly type: string;
  readonly isRequired: boolean;
  readonly default?: string;
  readonly unit?: string;
  readonly variable?: string;
  readonly isNodeOnly: boolean;
  /** What it does, code between backticks. */
  readonly text: string;
}

export interface ConfigurationModel {
  /** Settings by the first part of their name; those without a section come first. */
  readonly sections: readonly {
    readonly title: string;
    readonly text?: string;
    readonly settings: readonly SettingModel[];
  }[];
  /** What only the environment can hold. */
  readonly variables: readonly SettingModel[];
  /** Options of `so-sandbox serve`. */
  readonly sandbox: readonly { readonly option: string; readonly text: string }[];
}

/** Reads the reference of all settings: the proxy's out of its schema, the sandbox's out of its help. */
export function makeConfiguration(): ConfigurationModel {
  const schema = JSON.parse(readText("apps/edge-proxy/config.schema.json")) as ConfigSchema;
  const members = Object.entries(schema.properties ?? {}).filter(([name]) => name !== "$schema");
  const withParts = members.map(([name, of]) => ({ name, of, inner: settingsIn(of, name, schema) }));
  const plain = withParts.filter(({ inner }) => inner.length === 0);
  return {
    sections: [
      {
        title: "The document itself",
        settings: plain.map(({ name, of }) => setting(name, of, false, schema)),
      },
      ...withParts
        .filter(({ inner }) => inner.length > 0)
        .map(({ name, of, inner }) => ({
          title: name,
          ...(of.description !== undefined && { text: of.description }),
          settings: of["x-variable"] === undefined ? inner : [setting(name, of, false, schema), ...inner],
        })),
      {
        title: "Secrets",
        text: "In place of a secret stands where it is, one of both.",
        settings: settingsIn(schema.$defs?.["SecretReference"] ?? {}, "…", schema),
      },
    ],
    variables: Object.entries(schema["x-variables"] ?? {}).map(([name, of]) =>
      setting(name, of, false, schema),
    ),
    sandbox: sandboxOptions(),
  };
}

/** Names of all that stands below a setting, lists as `[]` and free names as `*`. */
function settingsIn(of: ConfigSchema, path: string, schema: ConfigSchema): SettingModel[] {
  const found = (of.anyOf ?? [of]).flatMap(
    ({ properties = {}, required = [], items, additionalProperties }) => [
      ...Object.entries(properties).flatMap(([name, inner]) => [
        setting(`${path}.${name}`, inner, required.includes(name), schema),
        ...settingsIn(inner, `${path}.${name}`, schema),
      ]),
      ...(items === undefined ? [] : settingsIn(items, `${path}[]`, schema)),
      ...(additionalProperties ? settingsIn(additionalProperties, `${path}.*`, schema) : []),
    ],
  );
  return [...new Map(found.map((one) => [one.key, one])).values()];
}

function setting(key: string, of: ConfigSchema, isRequired: boolean, schema: ConfigSchema): SettingModel {
  return {
    key,
    type: typeOf(of, schema),
    isRequired,
    ...(of.default !== undefined && { default: String(of.default) }),
    ...(of["x-unit"] !== undefined && { unit: of["x-unit"] }),
    ...(of["x-variable"] !== undefined && { variable: of["x-variable"] }),
    isNodeOnly: of["x-only"] === "node",
    text: of.description ?? "",
  };
}

function typeOf(of: ConfigSchema, schema: ConfigSchema): string {
  if (of.$ref !== undefined) return "secret";
  if (of.anyOf !== undefined) return [...new Set(of.anyOf.map((one) => typeOf(one, schema)))].join(" or ");
  if (of.enum !== undefined) return of.enum.map((value) => JSON.stringify(value)).join(" or ");
  if (of.type === "array") return `list of ${typeOf(of.items ?? {}, schema)}`;
  if (of.pattern !== undefined)
    return `"${of.pattern
      .replace(/^\^|\$$/g, "")
      .replaceAll("[0-9]+", "N")
      .replaceAll(".+", "…")}"`;
  return of.type === "string" ? "text" : (of.type ?? "text");
}

/** What `so-sandbox --help` says of each option. */
function sandboxOptions(): ConfigurationModel["sandbox"] {
  const help = execFileSync(process.execPath, ["apps/sandbox/dist/main.js", "--help"], {
    cwd: root,
    encoding: "utf8",
  });
  const options: { option: string; text: string }[] = [];
  for (const line of help.slice(help.indexOf("Options:")).split("\n")) {
    const [, option, text] = /^ {2}(--\S.*?) {2,}(\S.*)$/.exec(line) ?? [];
    const last = options.at(-1);
    if (option !== undefined && text !== undefined) options.push({ option, text });
    else if (last !== undefined && /^ {10}/.test(line)) last.text += ` ${line.trim()}`;
  }
  if (options.length < 5) throw new Error("so-sandbox --help lists no options");
  return options;
}
