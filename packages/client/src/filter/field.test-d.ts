import { expectTypeOf, test } from "vitest";
import { type Filter, field } from "./index.ts";

interface Row {
  readonly name: string;
  readonly "category/id": number;
}

test("names are free, or those of a row", () => {
  expectTypeOf(field("anything").begins("S")).toEqualTypeOf<Filter>();
  expectTypeOf(field<Row>("category/id").oneOf(1, 2)).toEqualTypeOf<Filter>();
  // @ts-expect-error
  field<Row>("nmae");
});

test("an operator takes what the platform documents for it", () => {
  const column = field("name");
  expectTypeOf(column.before).parameter(0).toEqualTypeOf<string | Date>();
  expectTypeOf(column.between).parameters.toEqualTypeOf<[from: string | number, to: string | number]>();
  expectTypeOf(column.currentAssociate).parameters.toEqualTypeOf<[]>();
  // @ts-expect-error
  column.begins(1);
  // @ts-expect-error
  column.oneOf();
  // @ts-expect-error
  column.next("week", 2);
  // @ts-expect-error
  column.nothing();
});
