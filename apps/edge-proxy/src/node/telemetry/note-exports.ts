/** What the SDK hands an exporter's result to. */
type Done<Result> = (result: Result) => void;

interface ExportResult {
  /** 0 where it went well. */
  readonly code: number;
  readonly error?: Error;
}

/**
 * Tells when a collector stops or begins to take what is sent: the SDK itself says nothing. Gives what makes an exporter tell.
 */
export function noteExports(onChange: (isReached: boolean, cause?: string) => void) {
  let isReached = true;
  return <Exporter extends { export(items: never, done: Done<ExportResult>): void }>(
    exporter: Exporter,
  ): Exporter => {
    const send = exporter.export.bind(exporter);
    exporter.export = (items: never, done: Done<ExportResult>): void =>
      send(items, (result) => {
        const went = result.code === 0;
        if (went !== isReached) onChange(went, went ? undefined : codeOf(result.error));
        isReached = went;
        done(result);
      });
    return exporter;
  };
}

/** Texts of errors can hold addresses and what the collector said. */
function codeOf(error: Error | undefined): string {
  if (error === undefined || !("code" in error)) return error?.name ?? "unknown";
  return typeof error.code === "number" ? `STATUS_${error.code}` : String(error.code);
}
