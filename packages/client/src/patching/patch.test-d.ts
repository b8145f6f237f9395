import type { ContactEntityInput } from "@so-webapi/types";
import { expectTypeOf, test } from "vitest";
import { type Changed, type Conflict, type Failed, ifUnmodifiedSince } from "../conditional/index.ts";
import { contact } from "../generated/entities/contact.ts";
import { createClient } from "../index.ts";
import { mergePatch, patch, type ValueAt } from "./index.ts";

const options = { baseUrl: "https://crm.example.com", apis: [contact] } as const;
const so = createClient(options);
const throwing = createClient({ ...options, throws: true });

test("a path has the type of what it leads to", () => {
  expectTypeOf<ValueAt<ContactEntityInput, "/Name">>().toEqualTypeOf<string | null>();
  expectTypeOf<ValueAt<ContactEntityInput, "/Category/Id">>().toEqualTypeOf<number>();
  expectTypeOf<ValueAt<ContactEntityInput, "/Phones/0/Value">>().toEqualTypeOf<string | null>();
  expectTypeOf<ValueAt<ContactEntityInput, "/UserDefinedFields/SuperOffice:1">>().toEqualTypeOf<
    string | null
  >();
  expectTypeOf<ValueAt<ContactEntityInput, "/Nmae">>().toEqualTypeOf<never>();
  expectTypeOf<ValueAt<ContactEntityInput, "Name">>().toEqualTypeOf<never>();
});

test("paths and values of a patch are checked", () => {
  const changes = patch<ContactEntityInput>();
  so.contact.patch(
    7,
    changes.replace("/Category/Id", 3).add("/Phones/-", { Value: "1" }).remove("/Phones/0"),
  );
  // @ts-expect-error
  changes.replace("/Nmae", "x");
  // @ts-expect-error
  changes.replace("/Name", 3);
  // @ts-expect-error
  changes.remove("/Category/Nowhere");
  // @ts-expect-error
  changes.add("/Phones/first", { Value: "1" });
  // @ts-expect-error
  patch().replace("/Name", "x");
});

test("a merge patch is checked", () => {
  so.contact.patch(
    7,
    mergePatch<ContactEntityInput>({ Name: "x", Category: { Id: 3 }, Phones: { Value: "1" } }),
  );
  mergePatch<ContactEntityInput>({ Name: null, Phones: [{ Value: "1" }] });
  // @ts-expect-error
  mergePatch<ContactEntityInput>({ Nmae: "x" });
  // @ts-expect-error
  mergePatch<ContactEntityInput>({ Category: { Id: "3" } });
  // @ts-expect-error
  mergePatch({ Name: "x" });
});

test("conditions have an outcome for failures where calls have results", () => {
  const since = new Date();
  const one = ifUnmodifiedSince(since, (headers) => so.contact.delete(7, { headers }));
  expectTypeOf(one).resolves.toEqualTypeOf<Changed<undefined> | Conflict | Failed>();
  const other = ifUnmodifiedSince(since, (headers) => throwing.contact.delete(7, { headers }));
  expectTypeOf(other).resolves.toEqualTypeOf<Changed<undefined> | Conflict>();
});
