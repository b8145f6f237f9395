import type { Operation } from "@so-webapi/operations";
import { type MediaType, parseMediaType } from "@so-webapi/platform/media";
import { fromPointer } from "./patch-path.ts";
import { elementPlace, memberOf, type Place, rootPlace } from "./places.ts";
import { hiddenAt, uncheckable, type VisibilityRefusal } from "./refusal.ts";
import type { View } from "./view.ts";

/** The bodies of agents' operations that hold arguments, and not the thing that is saved. */
const argumentsClass = /Agent.*Request$/;

/**
 * Refuses a request that would overwrite a whole whose parts the caller cannot see: what it leaves out would be lost. PATCH
 * changes only what it names.
 */
export function guardReplacement(view: View, operation: Operation): VisibilityRefusal | undefined {
  for (const className of replacedBy(view, operation)) {
    const [first] = view.hiddenOf(className);
    if (first !== undefined) return hiddenAt("body", first, { verb: "replaces a whole that has" });
  }
  return undefined;
}

/** Classes of what the operation saves whole: the body itself, or the entities among an agent's arguments. */
function replacedBy({ shapes }: View, { method, group, safe, request }: Operation): readonly string[] {
  const className = request?.class;
  if (className === undefined || (method !== "PUT" && (group.kind !== "agent" || safe))) return [];
  if (!argumentsClass.test(className)) return [className];
  const classes = Object.values(shapes.classes[className] ?? {}).flatMap((each) => each.class ?? []);
  return classes.filter((each) => /EntityInput$/.test(each));
}

/**
 * Holds a request's body against what the caller may see: names of hidden properties in any place and case, paths of a patch,
 * and arguments of agents that name columns. A null is let through where something is created: it is what the caller was
 * given.
 */
export function guardBody(
  view: View,
  operation: Operation,
  body: unknown,
  mediaType: MediaType,
): VisibilityRefusal | undefined {
  if (operation.method === "PATCH") return guardPatch(view, operation, body, mediaType);
  const isCreation = operation.method === "POST" && operation.group.kind === "entity";
  const words = operation.group.kind === "agent" ? argumentWords(operation) : () => false;
  const found = find(view, body, rootPlace(operation.request), { allowsNull: isCreation, words }, 0);
  return found === undefined ? undefined : hiddenAt("body", found);
}

/**
 * Which texts count as names. All of a read's are arguments; a write's are where they stand in the arguments themselves, and
 * deeper inside where the whole text could be a path of names.
 */
function argumentWords({ safe, request }: Operation): (text: string, depth: number) => boolean {
  if (safe) return () => true;
  const hasArguments = argumentsClass.test(request?.class ?? "");
  return (text, depth) => (hasArguments && depth <= 1) || /^[\p{L}\p{N}_:./-]+$/u.test(text);
}

interface Search {
  readonly allowsNull: boolean;
  readonly words: (text: string, depth: number) => boolean;
}

function find(view: View, value: unknown, place: Place, search: Search, depth: number): string | undefined {
  if (typeof value === "string") return search.words(value, depth) ? view.hiddenName(value) : undefined;
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = find(view, item, elementPlace(place), search, depth);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const { place: at, hidden } = memberOf(place, name, view);
    if (hidden && !(search.allowsNull && inner === null)) return name;
    const found = find(view, inner, at, search, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function guardPatch(
  view: View,
  operation: Operation,
  body: unknown,
  mediaType: MediaType,
): VisibilityRefusal | undefined {
  const root = rootPlace(operation.responses["200"]);
  const search: Search = { allowsNull: false, words: () => false };
  if (!Array.isArray(body) && mediaType.subtype !== "json-patch+json") {
    const found = find(view, body, root, search, 0);
    return found === undefined ? undefined : hiddenAt("body", found);
  }
  if (!Array.isArray(body)) return uncheckable("The caller's patch is no list of changes.");
  for (const change of body) {
    // Names of the members of a change are taken in any case, as those of other bodies are.
    for (const [member, inner] of Object.entries(change ?? {})) {
      if (!/^(?:path|from)$/i.test(member)) continue;
      if (typeof inner !== "string") return uncheckable("A path of the caller's patch is no text.");
      const target = fromPointer(view, root, inner);
      if (target === "hidden") return hiddenAt("body", inner.split("/").at(-1) ?? inner);
      for (const [name, value] of Object.entries(change ?? {})) {
        const found = /^value$/i.test(name) ? find(view, value, target, search, 0) : undefined;
        if (found !== undefined) return hiddenAt("body", found);
      }
    }
  }
  return undefined;
}

/** JSON that the contract's classes describe, as far as a header says it. */
export function jsonMediaType(contentType: string | null): MediaType | undefined {
  const mediaType = parseMediaType(contentType);
  return mediaType !== null && /(?:^|\+)json$/.test(mediaType.subtype) ? mediaType : undefined;
}
