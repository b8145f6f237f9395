import type { Body } from "./body.ts";
import { flow } from "./flow.ts";

/** A body that tells once when it is over: read to its end, failed, or given up. */
export function endingBody(body: Body, onEnd: () => void): Body {
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    onEnd();
  };
  return {
    async take(limit) {
      try {
        const { bytes, rest } = await body.take(limit);
        if (rest !== null) return { bytes, rest: flow(new Uint8Array(0), rest, { onEnd: end }) };
        end();
        return { bytes, rest };
      } catch (error) {
        end();
        throw error;
      }
    },
    cancel(reason) {
      end();
      body.cancel(reason);
    },
  };
}
