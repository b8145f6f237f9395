const client = "@so-webapi/client";

/** What the blocks of a page take for given without saying where it comes from: a module of it, by page. */
export const given: Readonly<Record<string, string>> = {
  "packages/client/README.md": `
import type { Client } from "${client}";
import { contactAgent } from "${client}/agents/contact";
import { pocketAgent } from "${client}/agents/pocket";
import { contact } from "${client}/entities/contact";
export { contactAgent, pocketAgent, contact };
export declare const so: Client<readonly [typeof contactAgent, typeof pocketAgent, typeof contact]>;
`,
  "packages/contract-kit/README.md": `
export declare const baseUrl: string;
export declare const response: Response;
export declare const body: unknown;
export declare const app: { fetch(request: Request): Promise<Response> };
`,
};
