import { describe, expect, it } from "vitest";
import { unexcused } from "./faults.ts";
import { headerProblems } from "./headers.ts";
import { withLinksTo } from "./links.ts";

describe("recorded faults", () => {
  const why = "For the test.";
  const elided = { in: "response", pointer: "/a/0", fault: "elided-object", why } as const;
  const decimal = { in: "response", pointer: "/n", fault: "decimal-in-integer", why } as const;
  const violation = (pointer: string, keyword: string) => ({ pointer, keyword, message: "is wrong" });

  it.each([
    ["excuse what they account for", { a: [{}] }, [violation("/a/0/Id", "required")], [elided], []],
    [
      "excuse nothing beside them",
      { a: [{}, {}] },
      [violation("/a/0/Id", "required"), violation("/a/1/Id", "required")],
      [elided],
      ["/a/1/Id is wrong"],
    ],
    [
      "excuse no other keyword",
      { n: 9.5 },
      [violation("/n", "type"), violation("/n", "enum")],
      [decimal],
      ["/n is wrong"],
    ],
    [
      "are stale where the place is sound",
      { n: 9 },
      [],
      [decimal],
      ["recorded fault decimal-in-integer does not stand at /n"],
    ],
    [
      "are stale where nothing is broken by them",
      { n: 9.5 },
      [],
      [decimal],
      ["recorded fault decimal-in-integer at /n breaks nothing"],
    ],
    [
      "are stale where the place is gone",
      {},
      [],
      [elided],
      ["recorded fault elided-object does not stand at /a/0"],
    ],
  ])("%s", (_title, body, violations, faults, expected) => {
    const { problems } = unexcused(body, violations, faults);
    expect(problems.map(({ message }) => message)).toEqual(expected);
  });
});

describe("headers", () => {
  it.each([
    ["in any case of their names", [["Accept", "a"]], [["ACCEPT", "a"]], []],
    ["with another value", [["Accept", "a"]], [["accept", "b"]], ['header Accept is "b", not "a"']],
    ["that are missing", [["Accept", "a"]], [], ["header Accept is missing"]],
    [
      "that come twice",
      [["Accept", "a"]],
      [
        ["accept", "a"],
        ["accept", "a"],
      ],
      ["header accept is not declared"],
    ],
    [
      "that are declared",
      [],
      [
        ["via", "x"],
        ["x-forwarded-for", "y"],
      ],
      [],
    ],
    ["that are not declared", [], [["x-lorem", "y"]], ["header x-lorem is not declared"]],
  ] as [string, [string, string][], [string, string][], string[]][])(
    "%s",
    (_title, expected, actual, problems) => {
      expect(headerProblems(expected, actual, ["via", "x-forwarded-*"])).toEqual(problems);
    },
  );
});

describe("links", () => {
  it("move where the table says and nowhere else", () => {
    const text = JSON.stringify(
      { URL: "https://a.example/x", _Links: { Self: "https://a.example/api?x=1#y", None: null } },
      null,
      2,
    );
    const moved = withLinksTo(text, ["/_Links/*"], "http://b.example");
    expect(moved).toBe(text.replace("https://a.example/api", "http://b.example/api"));
  });
});
