import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { OperationPage } from "../pages/model.ts";

/**
 * The sample messages of pages in the layout of the contract's `samples/`: a folder for each operationId with
 * `request.http`, `response.http` and `sample.yaml`, which names the page. Messages are as printed, byte for byte.
 */
export function extractSamples(referenceDir: string, pages: readonly OperationPage[]): Map<string, string> {
  const files = new Map<string, string>();
  for (const { uid, file, sampleRequest, sampleResponse } of pages) {
    const lines = readFileSync(join(referenceDir, file), "utf8").replace(/\r\n?/g, "\n").split("\n");
    const message = (line: number): string => {
      const rest = lines.slice(line - 1);
      const end = rest.findIndex((text) => /^ {0,3}(?:`{3,}|~{3,})\s*$/.test(text));
      return `${rest
        .slice(0, end === -1 ? undefined : end)
        .join("\n")
        .trimEnd()}\n`;
    };
    if (sampleRequest !== undefined) files.set(`${uid}/request.http`, message(sampleRequest.line));
    if (sampleResponse !== undefined) files.set(`${uid}/response.http`, message(sampleResponse.line));
    if (sampleRequest !== undefined || sampleResponse !== undefined)
      files.set(`${uid}/sample.yaml`, `page: ${file}\n`);
  }
  return files;
}
