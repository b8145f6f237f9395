/** A documented answer. */
export interface SampleAnswer {
  readonly operationId: string;
  readonly status: number;
  /** As printed; null where the status has none. */
  readonly body: string | null;
  readonly contentType: string | null;
}

/**
 * Finds the sample of an operation, undefined where it has none. It is asked when an operation without behaviour is called.
 * What it throws is answered as a 500; the text of a {@link import("./sample-error.ts").SampleError} is shown to the caller.
 */
export type FindSample = (operationId: string) => Promise<SampleAnswer | undefined>;

/** One way to find samples for both forms of the option; of several samples of an operation the first counts. */
export function sampleFinder(samples: readonly SampleAnswer[] | FindSample = []): FindSample {
  if (typeof samples === "function") return samples;
  return async (wanted) => samples.find(({ operationId }) => operationId === wanted);
}
