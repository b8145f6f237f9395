import type { Operation } from "@so-webapi/operations";
import { createProxy, type LogEntry, type ProxyOptions } from "../../src/lib/index.ts";
import { nodeDecompress } from "../../src/node/node-decompress.ts";
import { nodeTransport } from "../../src/node/node-transport.ts";
import { addressOf, serve } from "../../src/node/serve.ts";

const operation = (over: Partial<Operation>): Operation => ({
  operationId: "read",
  method: "GET",
  path: "/api/v1/Thing/{id}",
  group: { kind: "entity", name: "thing" },
  call: ["thing", "get"],
  parameters: [],
  request: null,
  responses: { "200": { array: false, nullable: false, mediaTypes: ["application/json"] } },
  statuses: [200],
  errorForm: "entity",
  safe: true,
  idempotent: true,
  deprecated: false,
  links: ["/_Links/*", "/odata.nextLink", "/value/*/_Links/Self"],
  ...over,
});

/** Operations of kinds that the contract does not have yet: GET, parameters, links in lists. */
export const smallContract = {
  operations: [
    operation({}),
    operation({ operationId: "write", method: "PUT", safe: false }),
    operation({ operationId: "file", path: "/api/v1/File/{name}/{part}", links: [] }),
  ],
  shapes: { classes: {}, enums: {} },
  loadValidators: async () => undefined,
};

/** A proxy over the small contract on a real socket of this process. */
export interface SmallProxy {
  readonly address: string;
  readonly log: LogEntry[];
  close(): Promise<void>;
}

export async function smallProxy(baseUrl: string, options: Partial<ProxyOptions> = {}): Promise<SmallProxy> {
  const log: LogEntry[] = [];
  const transport = nodeTransport();
  const proxy = createProxy({
    upstream: { kind: "url", baseUrl },
    contract: smallContract,
    transport: transport.send,
    operators: { open: true },
    decompress: nodeDecompress,
    log: (entry) => log.push(entry),
    ...options,
  });
  const server = await serve({ proxy, host: "127.0.0.1", port: 0 });
  return {
    address: addressOf(server),
    log,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await transport.close();
    },
  };
}
