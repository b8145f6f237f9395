import { isDeepStrictEqual } from "node:util";
import { query } from "json-p3";
import { isObject, type Json, type JsonObject } from "./document.ts";

/**
 * One correction, an action of OpenAPI Overlay 1.1 (section 4.4.3) with four more fields that make it strict.
 */
export interface OverlayAction {
  /** RFC 9535 JSONPath. */
  readonly target: string;
  /** Merged into each target: objects property by property, anything else replaces. */
  readonly update?: JsonObject;
  /** The targets go. An action has this or `update`. */
  readonly remove?: true;
  /** Why the contract says otherwise than the page. */
  readonly "x-reason": string;
  /** Where that stands, each `file:line` below the reference folder. */
  readonly "x-evidence": readonly string[];
  /** What each target must be before the action, its description apart. */
  readonly "x-expect": Json;
  /** How many targets there must be. */
  readonly "x-count": number;
}

export interface Overlay {
  readonly file: string;
  readonly actions: readonly OverlayAction[];
}

/** An overlay action that is malformed or no longer applies. */
export class OverlayError extends Error {
  override readonly name = "OverlayError";
  readonly code: "overlay_malformed" | "overlay_count" | "overlay_expect" | "overlay_no_change";
  constructor(code: OverlayError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Applies overlays in their order and changes `document` in place. Every action must hit exactly `x-count`
 * targets, find `x-expect` at each, and change something; otherwise an {@link OverlayError} names file and action.
 */
export function applyOverlays(document: Json, overlays: readonly Overlay[]): void {
  for (const { file, actions } of overlays) {
    for (const [index, action] of actions.entries()) {
      applyAction(document, action, `${file}: actions[${index}]`);
    }
  }
}

function applyAction(document: Json, action: OverlayAction, place: string): void {
  const problem = malformed(action);
  if (problem !== undefined) throw new OverlayError("overlay_malformed", `${place}: ${problem}`);
  const nodes = [...query(action.target, document)];
  const targets = nodes.map(({ value }) => value as Json);
  if (targets.length !== action["x-count"]) {
    throw new OverlayError(
      "overlay_count",
      `${place}: ${action.target} hits ${targets.length} places, not ${action["x-count"]}`,
    );
  }
  for (const [index, target] of targets.entries()) {
    const found = isObject(target) ? withoutDescription(target) : target;
    if (!isDeepStrictEqual(found, action["x-expect"])) {
      const was = JSON.stringify(found);
      throw new OverlayError(
        "overlay_expect",
        `${place}: ${action.target} is ${was}, expected ${JSON.stringify(action["x-expect"])}`,
      );
    }
    if (action.update === undefined) remove(document, nodes[index]?.location ?? []);
    else update(target, action.update, `${place}: ${action.target}`);
  }
}

function withoutDescription({ description: _, ...rest }: JsonObject): JsonObject {
  return rest;
}

function update(target: Json, changes: JsonObject, place: string): void {
  if (!isObject(target)) throw new OverlayError("overlay_malformed", `${place} is no object`);
  const before = structuredClone(target);
  merge(target, structuredClone(changes));
  if (isDeepStrictEqual(before, target))
    throw new OverlayError("overlay_no_change", `${place} changes nothing`);
}

function remove(document: Json, location: readonly (string | number)[]): void {
  const parent = location
    .slice(0, -1)
    .reduce((at: Json | undefined, key) => (at as JsonObject)?.[key], document);
  const name = location.at(-1);
  if (isObject(parent) && typeof name === "string") delete parent[name];
}

function malformed(action: OverlayAction): string | undefined {
  if (typeof action.target !== "string") return "target is missing";
  if (isObject(action.update) === (action.remove === true))
    return "update or remove is missing, or both are there";
  if (!action["x-reason"]) return "x-reason is missing";
  if (!Array.isArray(action["x-evidence"]) || action["x-evidence"].length === 0)
    return "x-evidence is missing";
  if (action["x-expect"] === undefined) return "x-expect is missing";
  if (!Number.isInteger(action["x-count"]) || action["x-count"] < 1) return "x-count must be 1 or more";
  return undefined;
}

function merge(into: JsonObject, update: JsonObject): void {
  for (const [name, value] of Object.entries(update)) {
    const old = into[name];
    if (isObject(old) && isObject(value)) merge(old, value);
    else into[name] = value;
  }
}
