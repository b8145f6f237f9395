import { takeFrom } from "../../lib/stores/rate-store.ts";
import type { ObjectStorage } from "./bindings.ts";
import type { ObjectAsk } from "./object-ask.ts";

/**
 * The Durable Object behind the binding `STORE`: one for each rate and each lock, and one for the marks of kept answers.
 * While it waits for its storage nothing else reaches it, so what it reads and writes is one step. What nobody needs any
 * more it deletes by an alarm.
 */
export class ProxyStore {
  readonly #storage: ObjectStorage;

  constructor({ storage }: { readonly storage: ObjectStorage }) {
    this.#storage = storage;
  }

  async fetch(request: Request): Promise<Response> {
    // Only the proxy reaches it, by a binding.
    const ask = (await request.json()) as ObjectAsk;
    return Response.json(await this.#answer(ask));
  }

  async alarm(): Promise<void> {
    const needed = numberOf(await this.#storage.get("needed"));
    if (needed > Date.now()) await this.#storage.setAlarm(needed);
    else await this.#storage.deleteAll();
  }

  async #answer(ask: ObjectAsk): Promise<unknown> {
    switch (ask.do) {
      case "take": {
        const step = takeFrom(numberOf(await this.#storage.get("fullAt")), ask.rate, ask.now);
        // The clock of the Worker and that of the object can differ.
        if (step.taken.allowed) await this.#keep({ fullAt: step.fullAt }, step.fullAt - ask.now);
        return step.taken;
      }
      case "lock": {
        const isHeld = numberOf(await this.#storage.get("heldUntil")) > Date.now();
        if (!isHeld) await this.#keep({ token: ask.token, heldUntil: Date.now() + ask.ms }, ask.ms);
        return !isHeld;
      }
      case "free": {
        if ((await this.#storage.get("token")) === ask.token) await this.#storage.delete("heldUntil");
        return null;
      }
      case "marks": {
        const marks = await this.#storage.list({ prefix: "tag " });
        return ask.tags.map((tag) => marks.get(`tag ${tag}`) ?? "-").join(" ");
      }
      case "touch": {
        const mark = crypto.randomUUID();
        await this.#storage.put(Object.fromEntries(ask.tags.map((tag) => [`tag ${tag}`, mark])));
        return null;
      }
    }
  }

  /** Keeps values for as many milliseconds as they are needed, and deletes them some time after. */
  async #keep(values: Readonly<Record<string, unknown>>, ms: number): Promise<void> {
    const needed = Date.now() + ms;
    await this.#storage.put({ ...values, needed });
    if ((await this.#storage.getAlarm()) === null) await this.#storage.setAlarm(needed);
  }
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
