import { bytesBody } from "../body/body.ts";
import { fieldOf, type HeaderField } from "../headers/fields.ts";
import type { TransportAnswer } from "../transport/transport.ts";
import type { UpstreamRequest } from "../upstream/upstream.ts";
import type { CachedAnswer } from "./cache-store.ts";

/** A kept answer as it goes out, with its age in whole seconds (RFC 9111, 5.1). */
export function answerOf(known: CachedAnswer, now: number): TransportAnswer {
  const { statusText, headers, bytes, bornAt, baseUrl } = known;
  return {
    status: 200,
    statusText,
    headers: aged(headers, bornAt, now),
    body: bytesBody(bytes),
    isKept: true,
    ...(baseUrl !== undefined && { baseUrl }),
  };
}

/** The same for a caller who has it: no body, and of the fields those that tell of it (RFC 9110, 15.4.5). */
export function notModified({ headers, bornAt }: CachedAnswer, now: number): TransportAnswer {
  const told = headers.filter(([name]) => !/^(?:content-(?!location$)|transfer-)/.test(name));
  return { status: 304, statusText: "Not Modified", headers: aged(told, bornAt, now), body: null };
}

function aged(headers: readonly HeaderField[], bornAt: number, now: number): HeaderField[] {
  const age = String(Math.max(0, Math.floor((now - bornAt) / 1000)));
  return [...headers.filter(([name]) => name !== "age"), ["age", age]];
}

/**
 * The request that asks whether a kept answer still holds; undefined where the contract does not know 304 for the operation,
 * or where the answer says nothing to ask by.
 */
export function conditional(request: UpstreamRequest, known: CachedAnswer): UpstreamRequest | undefined {
  if (!request.operation.statuses.includes(304)) return undefined;
  const conditions: HeaderField[] = [];
  const changed = fieldOf(known.headers, "last-modified");
  const tag = fieldOf(known.headers, "etag");
  if (tag !== undefined) conditions.push(["if-none-match", tag]);
  if (changed !== undefined) conditions.push(["if-modified-since", changed]);
  return conditions.length === 0 ? undefined : { ...request, headers: [...request.headers, ...conditions] };
}

/** What a 304 says of itself takes the place of what was kept (RFC 9111, 3.2). */
export function refreshed(known: CachedAnswer, { headers }: TransportAnswer): readonly HeaderField[] {
  const news = headers.filter(([name]) => !/^(?:content-|transfer-|connection$|cache-status$)/.test(name));
  const names = new Set(["age", "cache-status", ...news.map(([name]) => name)]);
  return [...known.headers.filter(([name]) => !names.has(name)), ...news];
}
