import type { Sample } from "../samples/sample.ts";
import { type Header, sampleId } from "../samples/sample.ts";

/** Headers that a sample needs to be one of the contract: its credentials, as their names alone. */
const stamp: Header = ["Authorization", "Bearer redacted"];

/**
 * Files of samples as `check` reads them, by their paths: one folder for each exchange that was answered with 2xx, and for
 * the first of each other status of an operation. The samples must be redacted already.
 */
export function recordedFiles(samples: readonly Sample[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const seen = new Set<string>();
  for (const sample of samples) {
    const { operationId, request, response } = sample;
    const key = `${operationId} ${response.status}`;
    const isSuccess = response.status >= 200 && response.status < 300;
    if (response.status === 0 || (!isSuccess && seen.has(key))) continue;
    seen.add(key);
    const folder = `${operationId}/${sampleId(sample).split("#")[1] ?? "1"}-${response.status}`;
    files.set(
      `${folder}/request.http`,
      message(
        `${request.method} ${request.target} HTTP/1.1`,
        [stamp, ...request.headers],
        pretty(request.body),
      ),
    );
    files.set(
      `${folder}/response.http`,
      message(`HTTP/1.1 ${response.status} ${response.reason}`.trimEnd(), response.headers, response.body),
    );
    files.set(`${folder}/sample.yaml`, `operationId: ${operationId}\n`);
  }
  return files;
}

const message = (start: string, headers: readonly Header[], body: string): string =>
  `${[start, ...headers.map(([name, value]) => `${name}: ${value}`)].join("\n")}\n\n${body}${body === "" ? "" : "\n"}`;

const pretty = (body: string): string => (body === "" ? "" : JSON.stringify(JSON.parse(body), null, 2));
