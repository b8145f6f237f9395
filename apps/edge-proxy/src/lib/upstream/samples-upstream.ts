import { bytesBody } from "../body/body.ts";
import type { HeaderField } from "../headers/fields.ts";
import type { Upstream } from "./upstream.ts";

/** What the samples upstream needs of a documented sample; a `Sample` of `@so-webapi/openapi` has it. */
export interface SampleAnswer {
  readonly operationId: string;
  readonly response: {
    readonly status: number;
    readonly reason: string;
    readonly headers: readonly (readonly [name: string, value: string])[];
    readonly body: string;
  };
}

/**
 * Answers every operation with its documented sample, byte for byte, whatever was asked.
 * Where an operation has several samples the first one answers.
 */
export function samplesUpstream(samples: readonly SampleAnswer[]): Upstream {
  const encoder = new TextEncoder();
  const answers = new Map<string, () => ReturnType<Upstream["send"]>>();
  for (const { operationId, response } of samples) {
    if (answers.has(operationId)) continue;
    const bytes = encoder.encode(response.body);
    const headers = response.headers.map(([name, value]): HeaderField => [name.toLowerCase(), value]);
    answers.set(operationId, async () => ({
      status: response.status,
      statusText: response.reason,
      headers,
      body: bytes.byteLength === 0 ? null : bytesBody(bytes),
    }));
  }
  return {
    kind: "samples",
    // GET on an agent's operation asks for its description, which no sample is.
    send: async ({ operation, method }) =>
      operation.group.kind === "agent" && method !== "POST"
        ? undefined
        : answers.get(operation.operationId)?.(),
  };
}
