import type { ETableRight } from "@so-webapi/types";
import { expectTypeOf, test } from "vitest";
import { bytesOf, flags, flagsOf, textOf, toTemporal } from "./index.ts";

declare const right: ETableRight | null;

test("flags are the members of their enum", () => {
  const set = flagsOf(right);
  set.has("Update");
  // @ts-expect-error
  set.has("Upadte");
  expectTypeOf(flagsOf("Select, Update")).toEqualTypeOf<ReadonlySet<string>>();
  const take = (_right: ETableRight) => {};
  take(flags(["Select", "Update"]));
  take(flags(set));
  // @ts-expect-error
  take(flags(["Upadte"]));
});

test("null goes in and comes out", () => {
  expectTypeOf(bytesOf("")).toEqualTypeOf<Uint8Array<ArrayBuffer>>();
  expectTypeOf(bytesOf(null as string | null)).toEqualTypeOf<Uint8Array<ArrayBuffer> | null>();
  expectTypeOf(textOf("a", "en")).toEqualTypeOf<string>();
  expectTypeOf(textOf(null as string | null, "en")).toEqualTypeOf<string | null>();
});

test("a moment has the type that the given Temporal makes", () => {
  const polyfill = { ZonedDateTime: { from: (_text: string) => ({ hour: 1 }) } };
  expectTypeOf(toTemporal(polyfill, "", { zone: 1 })).toEqualTypeOf<{ hour: number } | null>();
});
