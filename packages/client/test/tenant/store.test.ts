import { describe, expect, it } from "vitest";
import type { AddressStore, KnownAddress } from "../../src/tenant/index.ts";
import { MINUTE, openService, running, setUp } from "./state-service.ts";

/** A store that several processes share. */
function shared(first?: KnownAddress): AddressStore & { saved: KnownAddress | undefined } {
  const store = {
    saved: first,
    load: async () => store.saved,
    save: async (_tenant: string, address: KnownAddress) => {
      store.saved = address;
    },
  };
  return store;
}

describe("a tenant's address in a store", () => {
  it("is found there by another process, until its time is over", async () => {
    await using service = await openService();
    service.answer = () => running(`${service.url}/Cust12345`);
    const store = shared();
    await setUp(service, { store }).resolve();
    const second = setUp(service, { store });
    expect(await second.resolve()).toBe(`${service.url}/Cust12345`);
    expect(service.asked()).toBe(1);
    second.clock.now += 5 * MINUTE + 1_000;
    await second.resolve();
    expect(service.asked()).toBe(2);
  });

  it("is used past its time while the state service is out", async () => {
    await using service = await openService();
    service.answer = () => [503, {}];
    const store = shared({ url: `${service.url}/Cust12345`, until: 0 });
    expect(await setUp(service, { store }).resolve()).toBe(`${service.url}/Cust12345`);
  });

  it("does not come back after a 421, or after the tenant has stopped", async () => {
    await using service = await openService();
    const old = { url: `${service.url}/old`, until: Number.MAX_SAFE_INTEGER };
    const store = { ...shared(), load: () => old };
    const moved = setUp(service, { store });
    expect(await moved.resolve()).toBe(old.url);
    service.answer = () => running(`${service.url}/new`);
    moved.address.invalidate(old.url);
    expect(await moved.resolve()).toBe(`${service.url}/new`);

    const stopped = setUp(service, { store: { ...store, load: () => ({ ...old, until: 0 }) } });
    service.answer = () => running(null, { State: "Suspended", IsRunning: false });
    for (let call = 0; call < 2; call++)
      await expect(stopped.resolve()).rejects.toMatchObject({ reason: "not-running", state: "Suspended" });
  });

  it.each<[what: string, store: AddressStore]>([
    [
      "that fails",
      { load: () => Promise.reject(new Error("down")), save: () => Promise.reject(new Error()) },
    ],
    [
      "with an address that is no home of the environment",
      shared({ url: "https://evil.example", until: 9e15 }),
    ],
    ["with what is no address", shared({ url: "nonsense", until: 9e15 })],
  ])("is looked up in place of a store %s", async (_what, store) => {
    await using service = await openService();
    service.answer = () => running(`${service.url}/Cust12345`);
    expect(await setUp(service, { store }).resolve()).toBe(`${service.url}/Cust12345`);
    expect(service.asked()).toBe(1);
  });
});
