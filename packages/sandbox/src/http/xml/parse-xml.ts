import { badRequest } from "../failure.ts";
import { refuseDangers } from "./refuse-dangers.ts";

/** An element as it stands in a document, prefixes cut off. */
export interface XmlElement {
  readonly name: string;
  /** `xsi:nil="true"`, whatever its prefix. */
  readonly nil: boolean;
  /** Its own text, CDATA included, references resolved; white space as sent. */
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** Deeper than any class of the contract. */
const MAX_DEPTH = 64;

const PREDEFINED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/**
 * Parses a document and gives its root. There is no DTD, so there are no entities but XML's own five and numbers: bombs and
 * external entities have nothing to stand on.
 *
 * @throws {import("../failure.ts").PlatformFailure} 400 for what is not well-formed, a DTD, an entity, and what is too deep
 * or too long.
 */
export async function parseXml(text: string): Promise<XmlElement> {
  refuseDangers(text);
  const { XMLParser, XMLValidator } = await import("fast-xml-parser");
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: "",
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    processEntities: false,
    cdataPropName: CDATA,
    ignoreDeclaration: true,
    ignorePiTags: true,
    maxNestedTags: MAX_DEPTH,
  });
  let nodes: unknown;
  try {
    // The parser knows depth and the validator does not, but it is the validator that knows what is well-formed.
    nodes = parser.parse(text);
    if (XMLValidator.validate(text) !== true) nodes = undefined;
  } catch {
    nodes = undefined;
  }
  const roots = Array.isArray(nodes) ? nodes.flatMap(elementOf) : [];
  const isAlone = Array.isArray(nodes) && nodes.every((node) => !isNode(node) || textOf(node).trim() === "");
  const [root] = roots;
  if (root === undefined || roots.length > 1 || !isAlone)
    throw badRequest("The body is no well-formed XML document.");
  return root;
}

const CDATA = "#cdata";
const TEXT = "#text";
const ATTRIBUTES = ":@";

type Node = Readonly<Record<string, unknown>>;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null;
}

/** The element of a node of the parser's ordered form; none for text. */
function elementOf(node: unknown): XmlElement[] {
  if (!isNode(node)) return [];
  const name = Object.keys(node).find((key) => key !== ATTRIBUTES && key !== TEXT && key !== CDATA);
  if (name === undefined) return [];
  const content = node[name];
  const inside: unknown[] = Array.isArray(content) ? content : [];
  const attributes = node[ATTRIBUTES];
  const nil = isNode(attributes) ? String(attributes.nil ?? "").trim() : "";
  return [
    {
      name,
      nil: nil === "true" || nil === "1",
      text: inside.map((part) => (isNode(part) ? textOf(part) : "")).join(""),
      children: inside.flatMap(elementOf),
    },
  ];
}

function textOf(node: Node): string {
  const cdata = node[CDATA];
  if (Array.isArray(cdata))
    return cdata.map((part) => (isNode(part) ? String(part[TEXT] ?? "") : "")).join("");
  return typeof node[TEXT] === "string" ? resolve(node[TEXT]) : "";
}

function resolve(text: string): string {
  return text.replace(/&(?:(amp|lt|gt|quot|apos)|#([0-9]+)|#x([0-9A-Fa-f]+));/g, (_, name, decimal, hex) => {
    if (name !== undefined) return PREDEFINED[name] ?? "";
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    if (!isXmlCharacter(code)) throw badRequest("An XML body holds a character that XML has not.");
    return String.fromCodePoint(code);
  });
}

/** XML 1.0, 2.2. */
function isXmlCharacter(code: number): boolean {
  return (
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}
