import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseXml, XmlElement } from "@rgrove/parse-xml";
import { envelopeSchema } from "./schemas/envelope.ts";

/** What xmllint, from Debian's libxml2-utils, says of messages. */
export function xmllint() {
  const { error } = spawnSync("xmllint", ["--version"]);
  if (error !== undefined)
    throw new Error("xmllint is missing: apt-get install libxml2-utils", { cause: error });
  const folder = mkdtempSync(join(tmpdir(), "so-soap-"));
  let schemas = 0;

  return {
    close: () => rmSync(folder, { recursive: true, force: true }),
    /** Whether texts are well-formed: what xmllint says, empty for nothing. */
    wellFormed(texts: readonly string[]): string {
      const files = write(join(folder, "wsdl"), texts);
      return spawnSync("xmllint", ["--noout", "--nonet", ...files], { encoding: "utf8" }).stderr;
    },
    /**
     * Makes a validator of the schemas that stand in a WSDL's `types`, with the envelope around them. The messages that do not
     * validate, by place, with what xmllint says.
     */
    validator(wsdl: string): (messages: readonly string[]) => readonly string[] {
      const own = join(folder, String(schemas++));
      const imports = schemasIn(wsdl).map(({ namespace, xml }, index) => ({
        namespace,
        xml,
        file: `${index}.xsd`,
      }));
      mkdirSync(own, { recursive: true });
      for (const { file, xml } of imports) {
        const located = imports.reduce(
          (text, other) =>
            text.replace(
              `<xs:import namespace="${other.namespace}"/>`,
              `<xs:import namespace="${other.namespace}" schemaLocation="${other.file}"/>`,
            ),
          xml,
        );
        writeFileSync(join(own, file), located);
      }
      writeFileSync(join(own, "envelope.xsd"), envelopeSchema(imports));
      return (messages) => {
        const files = write(join(own, "messages"), messages);
        const { status, stderr } = spawnSync(
          "xmllint",
          ["--noout", "--nonet", "--schema", join(own, "envelope.xsd"), ...files],
          { encoding: "utf8", maxBuffer: 1 << 28 },
        );
        rmSync(join(own, "messages"), { recursive: true });
        const lines = stderr.split("\n").filter((line) => line !== "" && !line.endsWith(" validates"));
        const verdicts = stderr.match(/\.xml (validates|fails to validate)$/gm) ?? [];
        if (verdicts.length !== messages.length) throw new Error(`xmllint ended with ${status}: ${stderr}`);
        return lines;
      };
    },
  };
}

function write(folder: string, texts: readonly string[]): string[] {
  mkdirSync(folder, { recursive: true });
  return texts.map((text, index) => {
    const file = join(folder, `${index}.xml`);
    writeFileSync(file, text);
    return file;
  });
}

/** Cuts the schemas out of a WSDL. Each is a document of its own then, so it takes the prefixes of the WSDL along. */
function schemasIn(wsdl: string): { readonly namespace: string; readonly xml: string }[] {
  const { root } = parseXml(wsdl, { includeOffsets: true });
  const types = root?.children.find((child) => child instanceof XmlElement && child.name.endsWith(":types"));
  if (root == null || !(types instanceof XmlElement)) throw new Error("no types");
  return types.children
    .filter((child) => child instanceof XmlElement)
    .map((schema) => {
      const missing = Object.entries(root.attributes).filter(
        ([name]) => name.startsWith("xmlns:") && !(name in schema.attributes),
      );
      const xml = wsdl
        .slice(schema.start, schema.end)
        .replace(/^<[\w:]+/, (tag) => `${tag} ${missing.map(([name, uri]) => `${name}="${uri}"`).join(" ")}`);
      return { namespace: schema.attributes["targetNamespace"] ?? "", xml };
    });
}
