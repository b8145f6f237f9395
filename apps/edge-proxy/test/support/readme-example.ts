import { createProxy } from "@so-webapi/edge-proxy";

const proxy = createProxy({
  upstream: { kind: "url", baseUrl: "https://online.superoffice.com/Cust12345" },
  validation: { requests: "enforce", answers: "report" },
});

export const handler = { fetch: (request: Request) => proxy.fetch(request) };
