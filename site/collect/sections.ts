/** A part of the sidebar: the documents of some folders, for one kind of reader. */
export interface SectionPlan {
  readonly label: string;
  /** What the reader wants, as the front page says it; absent where it shows no path to the section. */
  readonly wants?: string;
  /** Folders and files whose documents belong here, the most important one first. */
  readonly of: readonly string[];
  /** Pages that are made from data and not from a document; they come after `of`. */
  readonly made?: readonly { readonly label: string; readonly path: string }[];
}

/** The sidebar. A document that no other section has stands in the last one, so none is left out. */
export const sections: readonly SectionPlan[] = [
  { label: "Start", of: ["README.md", "examples"] },
  {
    label: "Developer: the client",
    wants: "Call the WebAPI with types that are true",
    of: [
      "packages/client",
      "packages/types",
      "packages/validators",
      "packages/platform",
      "packages/operations",
    ],
  },
  {
    label: "Operator: the proxy",
    wants: "Keep secrets at the edge and hold both sides to the contract",
    of: ["apps/edge-proxy"],
    made: [{ label: "Configuration reference", path: "configuration/" }],
  },
  {
    label: "CI owner: contract tests",
    wants: "Know the day your integration and the documentation stop agreeing",
    of: ["packages/contract-kit", "packages/contract-tests", "packages/report-page"],
    made: [{ label: "Contract report", path: "reports/" }],
  },
  {
    label: "Legacy SOAP",
    wants: "Keep a SOAP client running, or leave SOAP step by step",
    of: ["packages/soap"],
  },
  {
    label: "Contributor",
    wants: "Change the contract, a package or this site",
    of: ["CONTRIBUTING.md", "ARCHITECTURE.md", "SECURITY.md", "docs", "packages/docs-compiler", ""],
  },
  { label: "The sandbox", of: ["apps/sandbox", "packages/sandbox"] },
  {
    label: "The contract",
    of: ["openapi"],
    made: [
      { label: "API reference", path: "reference/" },
      { label: "Classes and enums", path: "reference/classes/" },
      { label: "Where facts stand", path: "evidence/" },
      { label: "Corrections", path: "evidence/corrections/" },
      { label: "What nobody knows", path: "evidence/unknown/" },
    ],
  },
  {
    label: "Numbers and releases",
    of: [],
    made: [
      { label: "Benchmarks", path: "benchmarks/" },
      { label: "Changelogs", path: "changelogs/" },
    ],
  },
];

/** Documents that are too long for a page: each chapter gets a page of its own. */
export const splitDocuments: readonly string[] = ["packages/client/README.md", "apps/edge-proxy/README.md"];

/** Folders whose name on the site is not their last one. */
const names: Readonly<Record<string, string>> = { "apps/sandbox": "so-sandbox", "apps/edge-proxy": "proxy" };

/** Path of a document's page: its folder's, without what only orders the repository. */
export function pathOf(document: string): string {
  if (document === "README.md") return "start/";
  const found = Object.entries(names).find(([folder]) => document.startsWith(`${folder}/`));
  const named = found === undefined ? document : `${found[1]}${document.slice(found[0].length)}`;
  const short = named
    .replace(/^(?:packages|apps|docs)\//, "")
    .replace(/(?<=\/)docs\/(?=[^/]+$)/, "")
    .replace(/(?:^|\/)README\.md$/, "")
    .replace(/\.md$/, "");
  return `${short.toLowerCase()}/`;
}
