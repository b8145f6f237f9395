import { describe, expect, test } from "vitest";
import { bundleSources } from "../src/bundle.ts";
import { buildContract, readOverlays } from "../src/contract.ts";
import type { Json, JsonObject } from "../src/document.ts";
import { applyOverlays, type OverlayAction, OverlayError } from "../src/overlay.ts";
import { closed, open } from "./support.ts";

const action = (changes: Partial<OverlayAction> = {}): OverlayAction => ({
  target: "$.a.b",
  update: { type: "string" },
  "x-reason": "a reason",
  "x-evidence": ["page.md:1"],
  "x-expect": { "x-documented-type": "String" },
  "x-count": 1,
  ...changes,
});
const source = (): JsonObject => ({
  a: { b: { description: "kept", "x-documented-type": "String" }, c: { "odata.x": {} } },
});
const codeOf = (actions: OverlayAction[], document: Json = source()): string => {
  try {
    applyOverlays(document, [{ file: "overlays/test.yaml", actions }]);
    return "applied";
  } catch (error) {
    if (!(error instanceof OverlayError)) throw error;
    expect(error.message).toMatch(/^overlays\/test\.yaml: actions\[\d\]/);
    return error.code;
  }
};

describe("P20 corrections", () => {
  test("P20 an action that applies merges its update and keeps the description", () => {
    const document = source();
    applyOverlays(document, [{ file: "f", actions: [action()] }]);
    expect((document["a"] as JsonObject)["b"]).toEqual({
      description: "kept",
      "x-documented-type": "String",
      type: "string",
    });
  });

  test.each<[string, Partial<OverlayAction>, string]>([
    ["hits nothing", { target: "$.a.z" }, "overlay_count"],
    ["hits more than it says", { target: "$.a[*]", "x-count": 1 }, "overlay_count"],
    ["finds something else", { "x-expect": { "x-documented-type": "Array" } }, "overlay_expect"],
    ["changes nothing", { update: { "x-documented-type": "String" } }, "overlay_no_change"],
    ["has no reason", { "x-reason": "" }, "overlay_malformed"],
    ["has no evidence", { "x-evidence": [] }, "overlay_malformed"],
    ["counts nothing", { "x-count": 0 }, "overlay_malformed"],
  ])("P20 an action that %s fails", (_, changes, code) => {
    expect(codeOf([action(changes)])).toBe(code);
  });

  test("P20 applying an overlay a second time fails", () => {
    expect(codeOf([action(), action()])).toBe("overlay_expect");
  });

  test("P20 a name with dots can be a target", () => {
    expect(codeOf([action({ target: "$.a.c['odata.x']", "x-expect": {} })])).toBe("applied");
  });

  test("P20 every action of the contract stops the build when it is left out of order or its target is gone", async () => {
    const sources = await bundleSources();
    const overlays = readOverlays();
    const actions = overlays.flatMap(({ actions }) => actions);
    expect(actions.length).toBeGreaterThan(5);
    // What throws changes nothing, so one document serves all.
    const document = structuredClone(sources) as unknown as Json;
    applyOverlays(document, overlays);
    for (const each of actions) {
      expect(() => applyOverlays(document, [{ file: "f", actions: [each] }]), each.target).toThrow(
        OverlayError,
      );
    }
  });
});

test("building again gives the same bytes", async () => {
  const again = await buildContract();
  expect(JSON.stringify(again.open)).toBe(JSON.stringify(open));
  expect(JSON.stringify(again.closed)).toBe(JSON.stringify(closed));
});
