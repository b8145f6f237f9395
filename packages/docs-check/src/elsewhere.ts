import type { Block } from "./blocks.ts";

/** Blocks that a test beside the page shows, and must not be tried twice. */
export interface Elsewhere {
  /** A page, or a folder with a slash at its end. */
  readonly page: string;
  readonly languages: readonly string[];
  /** Only blocks that hold this text. Default: all. */
  readonly has?: string;
  /** The test. It reads the page: its text says the page's file name. */
  readonly by: string;
}

/** Data and commands that other tests try. Blocks in TypeScript are compiled here, whoever runs them. */
export const elsewhere: readonly Elsewhere[] = [
  {
    page: "apps/edge-proxy/README.md",
    languages: ["json", "jsonc"],
    by: "apps/edge-proxy/test/readme.test.ts",
  },
  {
    page: "apps/edge-proxy/README.md",
    languages: ["sh"],
    has: "127.0.0.1:8788",
    by: "apps/edge-proxy/test/system/several-instances.test.ts",
  },
  {
    page: "apps/edge-proxy/README.md",
    languages: ["sh"],
    has: "PORT=8788",
    by: "apps/edge-proxy/test/system/several-instances.test.ts",
  },
  {
    page: "apps/edge-proxy/README.md",
    languages: ["nginx"],
    by: "apps/edge-proxy/test/system/behind-nginx.test.ts",
  },
  { page: "examples/", languages: ["sh", "text"], by: "examples/test/readmes.test.ts" },
];

/** Blocks that show a form and claim nothing that could be run: the first line of each, and what it is. */
export const pictures: readonly { readonly page: string; readonly has: string; readonly what: string }[] = [
  { page: "README.md", has: "flowchart LR", what: "the chain" },
  { page: "ARCHITECTURE.md", has: "docs-compiler: pages ─▶ facts", what: "how the parts hang together" },
  { page: "apps/edge-proxy/docs/threat-model.md", has: "caller ──▶", what: "what a request passes" },
  { page: "packages/docs-compiler/README.md", has: "page model ─┐", what: "how facts are found" },
  { page: "packages/contract-kit/README.md", has: "recorded/\n", what: "files of a folder" },
  {
    page: "packages/types/README.md",
    has: "v1ContactEntity_GetCustomFieldInfo",
    what: "a part of generated types",
  },
  { page: "packages/validators/README.md", has: "PhoneNumber!L", what: "a line of generated text" },
  { page: "apps/edge-proxy/README.md", has: "[setting-invalid]", what: "the form of a message" },
  { page: "apps/edge-proxy/README.md", has: "SO-Proxy-Validation:", what: "values of a header" },
];

export const shownElsewhere = (block: Block): Elsewhere | undefined =>
  elsewhere.find(
    ({ page, languages, has = "" }) =>
      (page.endsWith("/") ? block.page.startsWith(page) : block.page === page) &&
      languages.includes(block.language) &&
      block.code.includes(has),
  );

export const pictureOf = (block: Block) =>
  pictures.find(({ page, has }) => block.page === page && block.code.includes(has));
