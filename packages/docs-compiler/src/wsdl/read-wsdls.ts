import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../diagnostic.ts";
import type { TextSource } from "./model.ts";
import { readPageBlocks } from "./page-blocks.ts";

/** A WSDL of the reference folder: a file of its own, or one embedded in a page. */
export interface WsdlLocation {
  /** 84 to 88, and newer ones when they come. */
  readonly version: number;
  /** `Contact`: the agent whose service it describes. */
  readonly agent: string;
  /** File below the reference folder. */
  readonly file: string;
  readonly embedded: boolean;
}

/** One agent of one version, and which of its WSDLs counts. */
export interface AgentWsdl {
  readonly version: number;
  readonly agent: string;
  readonly winner: WsdlLocation;
  /** Others that describe the same service, in falling precedence. */
  readonly superseded: readonly WsdlLocation[];
}

const filesOf = (folder: string): readonly string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);

/** Every WSDL below the folder, embedded ones first, versions falling, agents in the order of their names. */
const findWsdls = (referenceDir: string): WsdlLocation[] => {
  const found: WsdlLocation[] = [];
  for (const folder of filesOf(join(referenceDir, "soap"))) {
    const version = /^Services(\d+)$/.exec(folder)?.[1];
    if (version === undefined) continue;
    for (const name of filesOf(join(referenceDir, "soap", folder))) {
      const agent = /^Services\d+-(\w+)\.md$/.exec(name)?.[1];
      if (agent === undefined) continue;
      found.push({ version: Number(version), agent, file: `soap/${folder}/${name}`, embedded: true });
    }
  }
  for (const name of filesOf(join(referenceDir, "wsdl"))) {
    const match = /^WSDL-Services(\d+)-(\w+)\.xml$/.exec(name);
    if (match === null) continue;
    found.push({ version: Number(match[1]), agent: match[2] ?? "", file: `wsdl/${name}`, embedded: false });
  }
  return found.sort(
    (a, b) =>
      b.version - a.version ||
      (a.agent < b.agent ? -1 : a.agent > b.agent ? 1 : Number(b.embedded) - Number(a.embedded)),
  );
};

/**
 * For each version, newest first, and agent: the WSDL that counts and those it supersedes. An embedded one wins over
 * a file: those of Services88 hold everything the files hold and more, those of Services86 say the same as the files
 * and have lines that a reader can find. {@link compareWsdls} proves both over the whole folder.
 */
export const readWsdls = (referenceDir: string): AgentWsdl[] => {
  const byService = new Map<string, WsdlLocation[]>();
  for (const location of findWsdls(referenceDir)) {
    const key = `${location.version}/${location.agent}`;
    const group = byService.get(key);
    if (group === undefined) byService.set(key, [location]);
    else group.push(location);
  }
  return [...byService.values()].flatMap(([winner, ...superseded]) =>
    winner === undefined ? [] : [{ version: winner.version, agent: winner.agent, winner, superseded }],
  );
};

/** Reads the text of a WSDL; an embedded one is the single `xml` fence of its page. */
export const readWsdlSource = (
  referenceDir: string,
  { file, embedded }: WsdlLocation,
): { readonly source: TextSource; readonly diagnostics: readonly Diagnostic[] } => {
  const text = readFileSync(join(referenceDir, file), "utf8");
  return embedded ? embeddedWsdl(file, text) : { source: { file, firstLine: 1, text }, diagnostics: [] };
};

/** Takes the WSDL out of the text of a page. */
export const embeddedWsdl = (
  file: string,
  page: string,
): { readonly source: TextSource; readonly diagnostics: readonly Diagnostic[] } => {
  const fences = readPageBlocks(page).filter((block) => block.kind === "fence");
  const [first, second] = fences.filter((fence) => fence.language === "xml");
  if (first === undefined) {
    const message = "the page has no xml fence with a WSDL";
    return {
      source: { file, firstLine: 1, text: "" },
      diagnostics: [{ file, line: 1, code: "wsdl-page-without-fence", message }],
    };
  }
  const diagnostics: Diagnostic[] = [];
  if (!first.closed) {
    diagnostics.push({
      file,
      line: first.line,
      code: "unclosed-fence",
      message: "the fence of the WSDL never ends",
    });
  }
  if (second !== undefined) {
    const message = "a second xml fence: one page embeds one WSDL";
    diagnostics.push({ file, line: second.line, code: "wsdl-page-second-fence", message });
  }
  return { source: { file, firstLine: first.firstLine, text: first.text }, diagnostics };
};
