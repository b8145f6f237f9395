/** Answers a request: the global `fetch`, a sandbox's or an app's. */
export type FetchRequest = (request: Request) => Response | Promise<Response>;
