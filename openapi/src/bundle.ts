import { bundle, createConfig } from "@redocly/openapi-core";
import type { OpenApiDocument } from "./document.ts";
import { inContract } from "./paths.ts";

/** A source file that cannot be read or a reference that leads nowhere. */
class BundleError extends Error {
  override readonly name = "BundleError";
  readonly code = "bundle_failed";
}

/**
 * Reads the entry document and everything it refers to into one document. Every reference in the result is
 * local; a class has the name of its file.
 */
export async function bundleSources(entry: string = inContract("openapi.yaml")): Promise<OpenApiDocument> {
  const config = await createConfig({});
  const { bundle: result, problems } = await bundle({ ref: entry, config });
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    const lines = errors.map(({ message, location }) => {
      const at = location[0];
      return `${at?.source.absoluteRef ?? entry}${at?.pointer ?? ""}: ${message}`;
    });
    throw new BundleError(lines.join("\n"));
  }
  return result.parsed as OpenApiDocument;
}
