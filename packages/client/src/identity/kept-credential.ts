import type { AuthFunction, Credential } from "../auth/credential.ts";
import { type SingleFlight, singleFlight } from "../auth/single-flight.ts";
import type { SoError } from "../errors/so-error.ts";
import { orAborted } from "./or-aborted.ts";

/** Where what makes a credential outlives the process. */
export interface CredentialStore<Stored> {
  load(): Promise<Stored | null | undefined> | Stored | null | undefined;
  save(stored: Stored): Promise<void> | void;
}

/** A credential in use. */
export interface Kept {
  readonly credential: Credential;
  /** From when on it is renewed, in milliseconds since 1970. */
  readonly renewAt: number;
  /** From when on it is of no use. */
  readonly endsAt: number;
}

export interface KeepOptions<Stored> {
  /** Names the work for the single flight. */
  readonly key: string;
  readonly once?: SingleFlight;
  readonly store?: CredentialStore<Stored>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** What a stored form is the secret of; two with the same one have the same credential. */
  readonly secretOf: (stored: Stored) => string;
  readonly read: (stored: Stored) => Kept;
  /** Gets a new one, in place of the last. */
  readonly obtain: (last: Stored | undefined) => Promise<Stored>;
  /** Whether a failure may mean that another process was faster. */
  readonly isLate?: (error: unknown) => boolean;
  /** What one that is used has become by that, if anything. */
  readonly touch?: (stored: Stored) => Stored | undefined;
  readonly storeError: (cause: unknown) => SoError;
}

/**
 * Makes a function for `auth` that keeps a credential and renews it before its end, or when a request was refused with
 * it. One renewal serves all who wait, and goes on when they go away: what it gets may be the only one of its kind.
 */
export function keptCredential<Stored>(options: KeepOptions<Stored>): AuthFunction {
  const {
    key,
    once = singleFlight(),
    store,
    now,
    secretOf,
    read,
    obtain,
    isLate,
    touch,
    storeError,
  } = options;
  let last: Stored | undefined;
  let kept: Kept | undefined;
  let isSaved = true;

  const hold = (stored: Stored): Kept => {
    const isSame = last !== undefined && secretOf(last) === secretOf(stored);
    // The same object again, by which who was rejected knows it.
    kept = isSame && kept ? { ...read(stored), credential: kept.credential } : read(stored);
    last = stored;
    return kept;
  };
  const isGood = (rejected: Credential | undefined) =>
    kept !== undefined && kept.credential !== rejected && now() < kept.renewAt;
  const load = async () => {
    const stored = await store?.load();
    // A store that lags behind must not bring back what was replaced.
    if (stored && (!kept || read(stored).endsAt >= kept.endsAt)) hold(stored);
  };
  const save = async () => {
    if (last === undefined) return;
    isSaved = false;
    try {
      await store?.save(last);
    } catch (cause) {
      throw storeError(cause);
    }
    isSaved = true;
  };
  const renew = async (rejected: Credential | undefined): Promise<Kept> => {
    // What could not be stored is newer than what is there.
    if (isSaved) await load();
    else await save();
    if (kept && isGood(rejected)) return kept;
    let renewed: Kept;
    try {
      renewed = hold(await obtain(last));
    } catch (error) {
      if (isLate?.(error)) await load();
      if (kept && kept.credential !== rejected && now() < kept.endsAt) return kept;
      throw error;
    }
    await save();
    return renewed;
  };

  return async ({ signal, rejected }) => {
    const isReady = isSaved && isGood(rejected);
    const current =
      (isReady && kept) ||
      (await orAborted(
        once(key, () => renew(rejected)),
        signal,
      ));
    const touched = last === undefined ? undefined : touch?.(last);
    if (touched !== undefined) {
      hold(touched);
      // If it is not stored, the one that is ends earlier than it must, and that is all.
      void (async () => store?.save(touched))().catch(() => {});
    }
    return current.credential;
  };
}
