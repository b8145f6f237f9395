import { streamBody } from "../body/body.ts";
import { algorithmFacts, type JwtAlgorithm, type VerifyingKey } from "./algorithms.ts";

/** What fetches the keys: `fetch` of the web, or a stand-in. */
export type FetchKeys = (request: Request) => Promise<Response>;

/** A key that was found, that it is not published, or that nobody can say. */
export type KeySearch =
  | { readonly kind: "found"; readonly key: VerifyingKey }
  | { readonly kind: "unknown" }
  | { readonly kind: "unreachable" };

/** Keys that an issuer publishes (RFC 7517). */
export interface PublishedKeys {
  find(keyId: string | undefined, algorithm: JwtAlgorithm): Promise<KeySearch>;
}

/** Milliseconds. */
const keyTimes = {
  /** Keys are asked for again after it. */
  fresh: 600_000,
  /** Where they cannot be had, the old ones count for so long. */
  stale: 86_400_000,
  /** An unknown key id, or a failure, has them asked for again after it, not sooner. */
  pause: 30_000,
  timeout: 5_000,
} as const;

const MAX_BYTES = 256 * 1024;

/**
 * Keeps the keys of one address. Requests share what was fetched and never a fetch under way, which Workers would
 * cancel with the request that began it.
 */
export function publishedKeys(url: string, fetchKeys: FetchKeys, clock: () => number): PublishedKeys {
  let keys: readonly JsonWebKeyRow[] | undefined;
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  const imported = new WeakMap<JsonWebKeyRow, Map<JwtAlgorithm, VerifyingKey>>();

  async function refresh(): Promise<void> {
    triedAt = clock();
    const fetched = await fetchRows(url, fetchKeys);
    if (fetched === undefined) return;
    keys = fetched;
    fetchedAt = clock();
  }

  return {
    async find(keyId, algorithm) {
      const age = clock() - fetchedAt;
      if (keys === undefined || (age > keyTimes.fresh && clock() - triedAt > keyTimes.pause)) await refresh();
      if (keys === undefined || clock() - fetchedAt > keyTimes.stale) return { kind: "unreachable" };
      let row = rowOf(keys, keyId, algorithm);
      // A key that came into use since: issuers change theirs without a word.
      if (row === undefined && clock() - triedAt > keyTimes.pause) {
        await refresh();
        row = rowOf(keys, keyId, algorithm);
      }
      const key = row && (await importRow(row, algorithm, imported));
      return key === undefined ? { kind: "unknown" } : { kind: "found", key };
    },
  };
}

type JsonWebKeyRow = Readonly<Record<string, unknown>>;

async function fetchRows(url: string, fetchKeys: FetchKeys): Promise<readonly JsonWebKeyRow[] | undefined> {
  const signal = AbortSignal.timeout(keyTimes.timeout);
  const headers = { accept: "application/jwk-set+json, application/json" };
  const request = new Request(url, { redirect: "manual", headers, signal });
  try {
    const answer = await fetchKeys(request);
    if (answer.status !== 200 || answer.body === null) {
      await answer.body?.cancel();
      return undefined;
    }
    const { bytes, rest } = await streamBody(answer.body).take(MAX_BYTES);
    if (rest !== null) {
      await rest.cancel();
      return undefined;
    }
    const set: unknown = JSON.parse(new TextDecoder().decode(bytes));
    // Asked here so that the request is held until now: Node collects one that nobody holds, and then its signal ends
    // nothing, and an issuer that does not answer is waited for without end (nodejs/undici#3644).
    if (request.signal.aborted) return undefined;
    return isRow(set) && Array.isArray(set["keys"]) ? set["keys"].filter(isRow) : undefined;
  } catch {
    return undefined;
  }
}

function rowOf(
  keys: readonly JsonWebKeyRow[],
  keyId: string | undefined,
  algorithm: JwtAlgorithm,
): JsonWebKeyRow | undefined {
  const { keyType, curve } = algorithmFacts(algorithm);
  const fitting = keys.filter(
    ({ kty, crv, use, alg }) =>
      kty === keyType &&
      (curve === undefined || crv === curve) &&
      (use === undefined || use === "sig") &&
      (alg === undefined || alg === algorithm),
  );
  if (keyId !== undefined) return fitting.find(({ kid }) => kid === keyId);
  // Without an id there is nothing to choose by.
  return fitting.length === 1 ? fitting[0] : undefined;
}

// `key_ops`, `use` and `alg` were looked at; runtimes differ in what they make of them.
const keyParts = ["kty", "n", "e", "crv", "x", "y"];

async function importRow(
  row: JsonWebKeyRow,
  algorithm: JwtAlgorithm,
  imported: WeakMap<JsonWebKeyRow, Map<JwtAlgorithm, VerifyingKey>>,
): Promise<VerifyingKey | undefined> {
  const known = imported.get(row)?.get(algorithm);
  if (known !== undefined) return known;
  try {
    const texts = Object.entries(row).flatMap(([name, part]) =>
      keyParts.includes(name) && typeof part === "string" ? [[name, part] as const] : [],
    );
    const parts = Object.fromEntries(texts);
    const key = await crypto.subtle.importKey("jwk", parts, algorithmFacts(algorithm).importAs, false, [
      "verify",
    ]);
    if ("modulusLength" in key.algorithm && Number(key.algorithm.modulusLength) < 2048) return undefined;
    const byAlgorithm = imported.get(row) ?? new Map<JwtAlgorithm, VerifyingKey>();
    imported.set(row, byAlgorithm.set(algorithm, key));
    return key;
  } catch {
    return undefined;
  }
}

function isRow(value: unknown): value is JsonWebKeyRow {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
