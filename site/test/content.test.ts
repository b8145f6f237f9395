import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { listDocuments } from "../collect/documents.ts";
import { pagesOf } from "../collect/pages.ts";
import type { Reference } from "../collect/reference/model.ts";
import { readText, root } from "../collect/repository.ts";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const generated = fileURLToPath(new URL("../src/generated/", import.meta.url));
const reference = JSON.parse(readFileSync(`${generated}reference.json`, "utf8")) as Reference;

describe("the site", () => {
  it("has a page for each document of the repository, and each stands in the sidebar", () => {
    const sidebar = readFileSync(`${generated}sidebar.json`, "utf8");
    for (const document of listDocuments()) {
      for (const { path } of pagesOf(document, readText(document)).pages) {
        expect(existsSync(`${dist}${path}index.html`), path).toBe(true);
        expect(sidebar).toContain(`"/${path}"`);
      }
    }
  });

  it("has every operation of the contract, once", () => {
    const bundle = JSON.parse(readFileSync(`${root}openapi/dist/superoffice.openapi.json`, "utf8"));
    const inBundle = Object.values(bundle.paths as Record<string, Record<string, { operationId: string }>>)
      .flatMap((item) => Object.values(item).map(({ operationId }) => operationId))
      .sort();
    expect(inBundle).toHaveLength(3116);
    const shown = reference.groups.flatMap(({ key }) => {
      const html = readFileSync(`${dist}reference/${key}/index.html`, "utf8");
      return [...html.matchAll(/<h2 id="([^"]+)"/g)].map(([, id = ""]) => id);
    });
    expect(shown.filter((id) => id.startsWith("v1")).sort()).toEqual(inBundle);
  });

  it("says of every property of a documented class where it stands", () => {
    const handWritten = ["AgentErrorBody", "DateTime", "EntityErrorBody", "JsonPatch", "MergePatch"];
    const silent = reference.classes
      .filter(({ name }) => !handWritten.includes(name))
      .flatMap(({ name, properties, members }) =>
        [...properties, ...members].flatMap((one) => (one.fact === undefined ? [`${name}.${one.name}`] : [])),
      );
    expect(silent).toEqual([]);
  });
});
