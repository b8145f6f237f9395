/** Answers a request: the global `fetch`, a sandbox's or an app's. */
export type FetchRequest = (request: Request) => Response | Promise<Response>;

const held = new Set<Request>();

/**
 * Sends a request and reads its answer. The request is held until the answer is read: Node collects one that nobody holds, and
 * then its signal no longer ends anything, so a time-out would never come (nodejs/undici#3644).
 */
export async function fetchHeld<Answer>(
  fetch: FetchRequest,
  request: Request,
  read: (response: Response) => Promise<Answer>,
): Promise<Answer> {
  held.add(request);
  try {
    return await read(await fetch(request));
  } finally {
    held.delete(request);
  }
}
