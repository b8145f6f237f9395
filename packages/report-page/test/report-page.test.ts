import { expect, test } from "vitest";
import { reportPage } from "../src/index.ts";

const hostile = "</script><script>alert(1)</script>";
const page = reportPage({
  title: hostile,
  lead: hostile,
  figure: { value: hostile, label: hostile },
  parts: [{ tone: "best", name: hostile, count: 1, words: hostile }],
  sections: [
    {
      id: "one",
      title: hostile,
      words: hostile,
      columns: [{ title: hostile }],
      rows: [{ cells: [hostile], tags: [hostile], details: [{ text: hostile }] }],
      search: hostile,
      choices: [{ label: hostile, tags: [hostile] }],
      only: { label: hostile, tag: hostile },
    },
  ],
});

test("texts stay data: there are two scripts, the data and the page's own", () => {
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page.match(/<\/script>/g)).toHaveLength(2);
  expect(page).not.toContain("alert(1)</");
  const data = JSON.parse(/id="data">(.*)<\/script>/.exec(page)?.[1] ?? "");
  expect(data.sections[0].rows[0].cells[0]).toBe(hostile);
});

test("the page asks for nothing: no address in it is one of a resource", () => {
  expect(page).not.toMatch(/<link|<img|src=|@import|url\(|fetch\(/);
});
