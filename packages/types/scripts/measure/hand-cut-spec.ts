import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import type { OpenApiDocument } from "../generator/document.ts";

const paths = ["/api/v1/Agents/Contact/GetMyActiveContacts", "/api/v1/Agents/Pocket/GetMyCallerIDs"];

/** What openapi-typescript makes of two paths and what they reach: the least that the same calls can cost. */
export async function handCutSpec(document: OpenApiDocument): Promise<string> {
  const cut: Record<string, unknown> = {};
  const components: Record<string, Record<string, unknown>> = {};
  const reach = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const [, kind = "", name = ""] =
        key === "$ref" ? (/^#\/components\/(\w+)\/(.+)$/.exec(String(inner)) ?? []) : [];
      components[kind] ??= {};
      if (name in components[kind] || name === "") {
        reach(inner);
        continue;
      }
      components[kind][name] = document.components?.[kind]?.[name];
      reach(components[kind][name]);
    }
  };
  for (const path of paths) {
    cut[path] = document.paths[path];
    reach(cut[path]);
  }
  delete components[""];
  const spec = { openapi: document.openapi, info: document.info, paths: cut, components };
  return astToString(await openapiTS(spec as unknown as OpenAPI3, { silent: true }));
}
