import { Document, Scalar } from "yaml";

type Mapping = Readonly<Record<string, unknown>>;

/** A value that only the library writes: a text of several lines, or nothing that JSON has. */
class NotPlain extends Error {}

const isObject = (value: unknown): value is Mapping =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** True where the contract writes the value of a key in flow style, on the key's own line. */
const isFlow = (key: string, value: unknown): boolean =>
  Array.isArray(value)
    ? key === "type" || key === "tags"
    : isObject(value) && key.includes("/") && Object.hasOwn(value, "schema");

/**
 * Writes what the contract nearly always holds, maps and lists of one-line texts, in a tenth of the `yaml` package's
 * time and byte for byte like it. `undefined` for anything else, which the package must write.
 */
export function writePlainYaml(value: unknown): string | undefined {
  const lines: string[] = [];
  try {
    if (isFilledMap(value)) writeMap(value, "", "", lines);
    else if (isFilledList(value)) writeList(value, "", "", lines);
    else lines.push(inline(value));
    return `${lines.join("\n")}\n`;
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

const isFilledMap = (value: unknown): value is Mapping => isObject(value) && Object.keys(value).length > 0;
const isFilledList = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.length > 0;

/** `first` begins the first line, `indent` the others: below `- ` they differ. */
function writeMap(map: Mapping, first: string, indent: string, lines: string[]): void {
  let start = first;
  const deeper = `${indent}  `;
  for (const [key, value] of Object.entries(map)) {
    const name = `${start}${keyName(key)}:`;
    start = indent;
    if (isFlow(key, value)) lines.push(`${name} ${inline(value)}`);
    else if (isFilledList(value)) {
      lines.push(name);
      writeList(value, deeper, deeper, lines);
    } else if (isFilledMap(value)) {
      lines.push(name);
      writeMap(value, deeper, deeper, lines);
    } else lines.push(`${name} ${inline(value)}`);
  }
}

function writeList(list: readonly unknown[], first: string, indent: string, lines: string[]): void {
  let start = first;
  for (const item of list) {
    const dash = `${start}- `;
    start = indent;
    if (isFilledList(item)) writeList(item, dash, `${indent}  `, lines);
    else if (isFilledMap(item)) writeMap(item, dash, `${indent}  `, lines);
    else lines.push(dash + inline(item));
  }
}

/** Flow style. Within it commas and brackets mean something, so only plain and quoted texts are written. */
function inline(value: unknown, within = false): string {
  if (Array.isArray(value)) return `[${value.map((item) => inline(item, true)).join(", ")}]`;
  if (isObject(value)) {
    const pairs = Object.entries(value).map(([key, one]) => `${keyName(key)}: ${inline(one, true)}`);
    return `{${pairs.join(", ")}}`;
  }
  const text = scalar(value);
  if (within && typeof value === "string" && !/^[\w$./~-]+$/.test(value) && !text.startsWith('"'))
    throw new NotPlain();
  return text;
}

/** Texts that are plain whatever stands around them, apart from words that YAML reads as something else. */
const plain = /^(?:[A-Za-z_$][\w$]*(?:[./+-]\w+)*|\.{0,2}\/\w[\w./{}~#-]*)$/;
const reserved = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
/** One line of ASCII that marks no document: how the package writes it does not depend on its place. */
const tame = /^(?! |---|\.\.\.)[ -~]*[!-~]$/;
const written = new Map<string, string>();

const isPlain = (text: string): boolean => plain.test(text) && !reserved.test(text);

function keyName(key: string): string {
  if (isPlain(key)) return key;
  if (/^[1-9]\d{0,8}$/.test(key)) return `"${key}"`;
  // Media types with a parameter, and paths.
  if (/^[a-z][\w/.+-]*; [a-z]+=[\w-]+$/.test(key)) return key;
  throw new NotPlain();
}

function scalar(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number" && Number.isSafeInteger(value) && !Object.is(value, -0)) return String(value);
  if (typeof value !== "string") throw new NotPlain();
  if (isPlain(value)) return value;
  const known = written.get(value);
  if (known !== undefined) return known;
  if (!tame.test(value)) throw new NotPlain();
  const text = new Document(new Scalar(value)).toString({ lineWidth: 0 }).trimEnd();
  written.set(value, text);
  return text;
}
