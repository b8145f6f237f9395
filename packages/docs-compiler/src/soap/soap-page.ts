import type { Diagnostic } from "../diagnostic.ts";
import { type PageBlock, readPageBlocks } from "../wsdl/page-blocks.ts";
import { type Envelope, parseEnvelope } from "./envelope.ts";
import { type EnvelopeFault, envelopeFaults } from "./envelope-faults.ts";

/** A page that shows one operation of one SOAP service. */
export interface SoapPage {
  readonly file: string;
  /** `Services88-Contact-GetMyActiveContacts`, unique over all pages. */
  readonly uid: string | undefined;
  /** 88 for `Services88`. */
  readonly version: number;
  readonly agent: string;
  readonly operation: string;
  readonly request: Envelope | undefined;
  readonly response: Envelope | undefined;
  /** How the printed messages differ from the binding; known, and no diagnostics. */
  readonly requestFaults: readonly EnvelopeFault[];
  readonly responseFaults: readonly EnvelopeFault[];
}

const readUid = (text: string): string | undefined => {
  const matter = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text)?.[1];
  return matter === undefined ? undefined : /^uid:[ \t]*["']?([^\s"']+)/m.exec(matter)?.[1];
};

/** Parts of a page by its own headings. */
interface Parts {
  readonly request?: PageBlock & { kind: "fence" };
  readonly response?: PageBlock & { kind: "fence" };
}

/**
 * Reads a page of `soap/Services86/Contact/`. The title names version, agent and operation; an unknown heading, a
 * fence in an unknown place or a missing message is a diagnostic. Without a title of the known form there is no page.
 */
export const parseSoapPage = (
  file: string,
  text: string,
): { readonly page: SoapPage | undefined; readonly diagnostics: readonly Diagnostic[] } => {
  const diagnostics: Diagnostic[] = [];
  const report = (line: number, code: string, message: string): void => {
    diagnostics.push({ file, line, code, message });
  };
  const blocks = readPageBlocks(text);
  const title = blocks.find((block) => block.kind === "heading" && block.level === 1);
  const match = title?.kind === "heading" ? /^Services(\d+) (\w+) (\w+)(?: SOAP)?$/.exec(title.text) : null;
  if (match === null) {
    report(title?.line ?? 1, "soap-page-title", 'the title is not of the form "Services88 Contact GetName"');
    return { page: undefined, diagnostics };
  }
  const [, version = "", agent = "", operation = ""] = match;
  let section: "request" | "response" | "description" | undefined;
  let parts: Parts = {};
  for (const block of blocks) {
    if (block === title) continue;
    if (block.kind === "heading") {
      if (block.text === operation) section = "description";
      else if (block.text === `${operation} Request`) section = "request";
      else if (block.text === `${operation} Response`) section = "response";
      else {
        section = undefined;
        report(
          block.line,
          "unknown-heading",
          `the heading "${block.text}" is unknown on a page of ${operation}`,
        );
      }
      continue;
    }
    if (!block.closed) report(block.line, "unclosed-fence", "the fence never ends");
    if (section !== "request" && section !== "response") {
      report(block.line, "unknown-fence", "a fence that is neither request nor response");
    } else if (block.language !== "xml") {
      report(
        block.line,
        "unknown-fence",
        `the fence of the ${section} is "${block.language}" instead of xml`,
      );
    } else if (parts[section] !== undefined) {
      report(block.line, "soap-page-second-message", `a second ${section} on one page`);
    } else {
      parts = { ...parts, [section]: block };
    }
  }
  const read = (direction: "request" | "response"): Envelope | undefined => {
    const fence = parts[direction];
    if (fence === undefined) {
      report(title?.line ?? 1, "soap-page-without-message", `the page has no ${direction}`);
      return undefined;
    }
    const { envelope, diagnostics: faults } = parseEnvelope({
      file,
      firstLine: fence.firstLine,
      text: fence.text,
    });
    diagnostics.push(...faults);
    return envelope;
  };
  const uid = readUid(text);
  if (uid === undefined) report(1, "soap-page-without-uid", "the front matter has no uid");
  const request = read("request");
  const response = read("response");
  return {
    page: {
      file,
      uid,
      version: Number(version),
      agent,
      operation,
      request,
      response,
      requestFaults: request === undefined ? [] : envelopeFaults(request, "request"),
      responseFaults: response === undefined ? [] : envelopeFaults(response, "response"),
    },
    diagnostics,
  };
};
