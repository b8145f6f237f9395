import type { ServerResponse } from "node:http";

/** Sends the header of an answer and its body as far as it goes, then cuts the connection. */
export async function sendTruncated(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.flushHeaders();
  const reader = response.body?.getReader();
  try {
    for (let next = await reader?.read(); next?.done === false; next = await reader?.read())
      await written(outgoing, next.value);
  } catch {
    // The body fails where the fault wants the cut.
  }
  outgoing.destroy();
}

/** Waits until a chunk has left, so that the cut does not take it along. */
function written(outgoing: ServerResponse, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    outgoing.write(chunk, () => resolve());
  });
}
