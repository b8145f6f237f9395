import type { SampleAnswer } from "../lib/upstream/samples-upstream.ts";

/** A documented exchange, as the programs carry it with them. */
export interface SampleExchange extends SampleAnswer {
  readonly request: {
    readonly method: string;
    readonly target: string;
    readonly headers: readonly (readonly [name: string, value: string])[];
    readonly body: string;
  };
}
