/**
 * Says that an exchange must end before its answer is out: the caller left, or its time is over. It does what an `AbortSignal`
 * does for a thousandth of the cost (on Node one takes 8 µs to make, and outlives a collection of young garbage), and
 * becomes one for whoever takes nothing else.
 */
export class Stop {
  #aborted = false;
  #reason: unknown;
  #listeners: (() => void)[] = [];
  #controller: AbortController | undefined;

  /** Aborts when `signal` does, and with its reason. */
  static of(signal: AbortSignal): Stop {
    const stop = new Stop();
    const abort = (): void => stop.abort(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
    return stop;
  }

  get aborted(): boolean {
    return this.#aborted;
  }

  /** Why; undefined until then. */
  get reason(): unknown {
    return this.#reason;
  }

  /** The first time counts. */
  abort(reason: unknown): void {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason;
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) listener();
    this.#controller?.abort(reason);
  }

  /** Has `listener` called once, when it aborts. Where it did already, nothing happens: look at `aborted` first. */
  on(listener: () => void): void {
    if (!this.#aborted) this.#listeners.push(listener);
  }

  off(listener: () => void): void {
    const at = this.#listeners.indexOf(listener);
    if (at !== -1) this.#listeners.splice(at, 1);
  }

  /** The same as a web `AbortSignal`, made when it is first asked for. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#aborted) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }
}
