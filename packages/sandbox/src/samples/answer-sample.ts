import { problemResponse } from "../http/error-response.ts";
import { keepText } from "../http/kept-text.ts";
import type { FindSample, SampleAnswer } from "./sample.ts";
import { SampleError } from "./sample-error.ts";

/** Answers an operation with its documented sample, marked by `SO-Sandbox-Sample`; undefined where it has none. */
export async function answerSample(
  operationId: string,
  findSample: FindSample,
): Promise<Response | undefined> {
  let sample: SampleAnswer | undefined;
  try {
    sample = await findSample(operationId);
  } catch (error) {
    const detail = error instanceof SampleError ? error.message : "It could not be read.";
    return problemResponse({
      status: 500,
      code: "sample-invalid",
      title: "The sample cannot be used",
      detail,
      extensions: { operation: operationId },
    });
  }
  if (sample === undefined) return undefined;
  const { status, body, contentType } = sample;
  const headers = new Headers({ "so-sandbox-sample": operationId });
  if (contentType !== null) headers.set("content-type", contentType);
  const response = new Response(body, { status, headers });
  return body === null ? response : keepText(response, body);
}
