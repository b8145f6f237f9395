import { expect, it } from "vitest";
import { memoryRateStore } from "../stores/memory-rate-store.ts";
import { failedLogins } from "./failed-logins.ts";

const setUp = (requests = 3, seconds = 30) => {
  const clock = { now: 1_000_000 };
  const store = memoryRateStore();
  return { clock, logins: failedLogins({ requests, seconds }, store, () => clock.now) };
};

it("makes an address wait that has failed too often, and no other", async () => {
  const { clock, logins } = setUp();
  for (let attempt = 0; attempt < 3; attempt++) {
    expect(logins.waitOf("198.51.100.1")).toBe(0);
    await logins.note("198.51.100.1");
  }
  expect(logins.waitOf("198.51.100.1")).toBe(10_000);
  expect(logins.waitOf("::ffff:198.51.100.1")).toBe(10_000);
  expect(logins.waitOf("198.51.100.2")).toBe(0);
  clock.now += 10_000;
  expect(logins.waitOf("198.51.100.1")).toBe(0);
  await logins.note("198.51.100.1");
  expect(logins.waitOf("198.51.100.1")).toBe(10_000);
  clock.now += 30_000;
  await logins.note("198.51.100.1");
  expect(logins.waitOf("198.51.100.1")).toBe(0);
});

it("takes the addresses of one IPv6 network for one", async () => {
  const { logins } = setUp(1);
  await logins.note("2001:db8::1");
  expect(logins.waitOf("2001:db8::ffff:1")).toBeGreaterThan(0);
  expect(logins.waitOf("2001:db8:0:1::1")).toBe(0);
});

it("counts nobody whose address is not known", async () => {
  const { logins } = setUp(1);
  await logins.note(undefined);
  await logins.note("unix socket");
  expect(logins.waitOf(undefined)).toBe(0);
});

it("keeps no more addresses than it may, whoever sends from however many", async () => {
  const { logins } = setUp(1);
  for (let at = 0; at < 10_050; at++) await logins.note(`10.${at >> 16}.${(at >> 8) & 255}.${at & 255}`);
  expect(logins.waitOf("10.0.0.1")).toBe(0);
  expect(logins.waitOf("10.0.39.60")).toBeGreaterThan(0);
});

it("counts with all instances that share a store, and makes wait at each that sees an attempt too many", async () => {
  const store = memoryRateStore();
  const [one, other] = [1, 2].map(() => failedLogins({ requests: 3, seconds: 30 }, store, () => 1_000_000));
  await one?.note("198.51.100.1");
  await one?.note("198.51.100.1");
  await other?.note("198.51.100.1");
  expect(other?.waitOf("198.51.100.1")).toBe(10_000);
  expect(one?.waitOf("198.51.100.1")).toBe(0);
  await one?.note("198.51.100.1");
  expect(one?.waitOf("198.51.100.1")).toBe(10_000);
});
