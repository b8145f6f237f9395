import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HeaderList } from "../message/header-list.ts";
import type { ProxyRequest } from "../message/proxy-request.ts";
import { addressBytes, addressRange, isInRange } from "./address-range.ts";
import { trustedProxies } from "./trusted-proxies.ts";

const request = (clientAddress: string | undefined, fields: Record<string, string> = {}): ProxyRequest => ({
  method: "GET",
  target: "/",
  origin: "http://proxy.internal:8787",
  headers: new HeaderList(Object.entries(fields)),
  body: null,
  clientAddress,
  onGone: () => () => {},
  web: () => new Request("http://proxy.internal"),
});
const forwarded = {
  "x-forwarded-for": "203.0.113.9, 198.51.100.7, 10.1.2.3",
  "x-forwarded-proto": "https",
  "x-forwarded-host": "crm.example",
};
const seen = trustedProxies(["10.0.0.0/8", "::1"]);

describe("X-Forwarded-*", () => {
  it.each([
    ["of a trusted proxy", "10.9.9.9", forwarded, "198.51.100.7", "https://crm.example"],
    ["of one as IPv6 has it", "::ffff:10.9.9.9", forwarded, "198.51.100.7", "https://crm.example"],
    ["of a stranger", "198.51.100.1", forwarded, "198.51.100.1", "http://proxy.internal:8787"],
    ["of nobody knows whom", undefined, forwarded, undefined, "http://proxy.internal:8787"],
    ["that are none", "10.9.9.9", {}, "10.9.9.9", "http://proxy.internal:8787"],
    [
      "that name trusted ones alone",
      "10.9.9.9",
      { "x-forwarded-for": "10.0.0.1" },
      "10.0.0.1",
      "http://proxy.internal:8787",
    ],
    [
      "with nonsense before the last",
      "10.9.9.9",
      { "x-forwarded-for": "unknown, 10.0.0.1" },
      "10.0.0.1",
      "http://proxy.internal:8787",
    ],
    [
      "with another scheme and no host",
      "::1",
      { "x-forwarded-proto": "javascript", "x-forwarded-host": "evil.example/x" },
      "::1",
      "http://proxy.internal:8787",
    ],
    [
      "of which the nearest counts",
      "::1",
      { "x-forwarded-proto": "http, https", "x-forwarded-host": "evil.example, crm.example:8443" },
      "::1",
      "https://crm.example:8443",
    ],
  ])("%s", (_what, address, fields, client, origin) => {
    const through = seen(request(address, fields));
    expect([through.clientAddress, through.origin]).toEqual([client, origin]);
  });

  it("never name an address that the caller wrote itself", () => {
    const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string());
    fc.assert(
      fc.property(fc.array(address, { maxLength: 5 }), fc.ipV4(), (own, real) => {
        fc.pre(!real.startsWith("10."));
        const list = [...own.map((text) => text.replaceAll(",", "")), real].join(", ");
        expect(seen(request("10.0.0.1", { "x-forwarded-for": list })).clientAddress).toBe(real);
      }),
      { seed: 20_261_122 },
    );
  });

  it.each(["", "10.0.0.0/33", "10.0.0.256", "fd00::/129", "localhost", "10.0.0.0/8/8"])(
    "cannot be believed of %j",
    (text) => {
      expect(() => trustedProxies([text])).toThrow(TypeError);
    },
  );
});

describe("an address range", () => {
  it.each([
    ["10.0.0.0/8", "10.255.0.1", true],
    ["10.0.0.0/8", "11.0.0.1", false],
    ["192.168.4.0/22", "192.168.7.255", true],
    ["192.168.4.0/22", "192.168.8.0", false],
    ["0.0.0.0/0", "8.8.8.8", true],
    ["0.0.0.0/0", "::1", false],
    ["fd00::/8", "fdff::1", true],
    ["2001:db8::/33", "2001:db8:8000::1", false],
    ["::1", "::1", true],
    ["127.0.0.1", "::ffff:127.0.0.1", true],
  ])("%s and %s: %s", (range, address, expected) => {
    const [found, bytes] = [addressRange(range), addressBytes(address)];
    expect(found && bytes && isInRange(bytes, found)).toBe(expected);
  });

  it.each([
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "::g",
    "1.2.3",
    "::1.2.3.4.5",
    "a.b.c.d",
    "1::2:3:4:5:6:7:8",
  ])("%j is no address", (text) => {
    expect(addressBytes(text)).toBeUndefined();
  });
});
