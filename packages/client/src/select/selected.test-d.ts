import type { ContactAction } from "@so-webapi/types";
import { expectTypeOf, test } from "vitest";
import type { Selected } from "./selected.ts";

interface Category {
  Id: number;
  Value: string;
}
interface Row {
  Name: string;
  Rank: number;
  Category: Category | null;
  Rows: Row[];
}

test("without a select, or with an empty one, nothing changes", () => {
  expectTypeOf<Selected<Row, undefined>>().toEqualTypeOf<Row>();
  expectTypeOf<Selected<Row, readonly []>>().toEqualTypeOf<Row>();
});

test("named properties keep their type, the others are null", () => {
  type Got = Selected<Row, readonly ["Name", "category"]>;
  expectTypeOf<Got>().toEqualTypeOf<{ Name: string; Rank: null; Category: Category | null; Rows: null }>();
});

test("a path reaches inside, through arrays and what may be null", () => {
  type Got = Selected<Row | null, readonly ["Category/Id", "Rows/Rank"]>;
  expectTypeOf<Got>().toEqualTypeOf<{
    Name: null;
    Rank: null;
    Category: { Id: number; Value: null } | null;
    Rows: { Name: null; Rank: number; Category: null; Rows: null }[];
  } | null>();
});

test("an array is masked element by element", () => {
  expectTypeOf<Selected<Category[] | null, readonly ["Id"]>>().toEqualTypeOf<
    { Id: number; Value: null }[] | null
  >();
});

test("with paths that are not known anything may be null", () => {
  type Got = Selected<Row, readonly string[]>;
  expectTypeOf<Got["Name"]>().toEqualTypeOf<string | null>();
  expectTypeOf<NonNullable<Got["Category"]>["Id"]>().toEqualTypeOf<number | null>();
});

test("an enum that may grow stays what it is", () => {
  type Got = Selected<{ Action: ContactAction }, readonly string[]>;
  expectTypeOf<Got["Action"]>().toEqualTypeOf<ContactAction | null>();
});
