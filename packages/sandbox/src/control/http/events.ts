import { type RecordedRequest, summaryOf } from "../requests/recorded-request.ts";
import type { ControlCall } from "./route.ts";

/** Events that wait for a reader who does not read; past that the stream ends, and the reader may come again. */
const MAX_WAITING = 1000;

/**
 * Server-sent events (HTML, 9.2): `request` for each request, first those after `Last-Event-ID`, `forgotten` when all recorded ones are, and `changed` when
 * clock, faults or all data changed.
 */
export function events({ control, request, closing }: ControlCall): Response {
  const wanted = Number(request.headers.get("last-event-id") ?? 0) || 0;
  // An id from before a restart says nothing.
  const after = wanted > (control.requests.at(-1)?.id ?? 0) ? 0 : wanted;
  const encoder = new TextEncoder();
  let stop = (): void => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (text: string): void => {
          if ((controller.desiredSize ?? 0) <= -MAX_WAITING) end();
          else controller.enqueue(encoder.encode(text));
        };
        const sendRequest = (one: RecordedRequest): void =>
          send(`event: request\nid: ${one.id}\ndata: ${JSON.stringify(summaryOf(one))}\n\n`);
        const unlisten = [
          control.recorder.listen((one) =>
            one === null ? send("event: forgotten\ndata: {}\n\n") : sendRequest(one),
          ),
          control.onChange(() => send("event: changed\ndata: {}\n\n")),
        ];
        stop = () => {
          for (const each of unlisten) each();
          closing.removeEventListener("abort", end);
        };
        const end = (): void => {
          stop();
          controller.close();
        };
        if (closing.aborted) return end();
        closing.addEventListener("abort", end);
        send("retry: 1000\n\n");
        for (const one of control.requests) if (one.id > after) sendRequest(one);
      },
      cancel: () => stop(),
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: { "content-type": "text/event-stream; charset=utf-8", "x-accel-buffering": "no" },
  });
}
