import { describe, expect, it } from "vitest";
import { compileProject, readDiagnostics } from "./compile.ts";
import { elidedMark, literal } from "./literal.ts";

describe("a literal", () => {
  it("is the JSON that it was made of", () => {
    const value = { "a b": [1, null, "x\n"], empty: {}, none: [] };
    expect(JSON.parse(literal(value))).toEqual(value);
    expect(literal(value, 2)).toContain('\n  "a b": [\n    1,');
  });

  it("writes an elided object as one, visibly", () => {
    expect(literal({ ChildItems: [elidedMark("Item")] })).toBe('{"ChildItems": [elided<Item>()]}');
  });
});

describe("the compiler's output", () => {
  it("is read line by line, continuation lines apart", () => {
    const output =
      "src/a.ts(3,1): error TS2322: Type 'x'.\n  Type 'y'.\nsrc/b.ts(10,22): error TS1360: No.\n";
    expect(readDiagnostics(output)).toEqual([
      { file: "src/a.ts", line: 3, code: "TS2322", message: "Type 'x'." },
      { file: "src/b.ts", line: 10, code: "TS1360", message: "No." },
    ]);
  });

  it("without a place is a failure and no clean run", async () => {
    await expect(compileProject("no-such-tsconfig.json")).rejects.toThrow("tsc ended");
  });
});
