/** A documented sample that cannot be answered with; the message names the file, and the line where there is one. */
export class SampleError extends Error {
  override readonly name = "SampleError";
  /** `samples-missing`: there is no folder of samples. `sample-invalid`: a message in it is not one. */
  readonly code: "samples-missing" | "sample-invalid";

  constructor(code: SampleError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
