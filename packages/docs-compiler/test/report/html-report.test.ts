import { expect, test } from "vitest";
import type { EvidenceOwner } from "../../src/evidence/collect-evidence.ts";
import { coverageOf } from "../../src/report/coverage.ts";
import { htmlReport } from "../../src/report/html-report.ts";
import { textReport } from "../../src/report/text-report.ts";

const hostile: EvidenceOwner = {
  kind: "class",
  name: "</script><b>",
  sources: ["a.md:1"],
  facts: [{ part: "Name", type: "unknown (x)", state: "unknown", rule: "blunt-word", sources: ["a.md:2"] }],
};

test("a name with markup stays data in the page", () => {
  const page = htmlReport(coverageOf([hostile]));
  expect(page).not.toContain("</script><b>");
  expect(page.match(/<\/script>/g)).toHaveLength(2);
  const data = JSON.parse(/id="data">(.*)<\/script>/.exec(page)?.[1] ?? "");
  expect(data.sections[0].rows[0].cells[0].text).toBe("</script><b>.Name");
});

test("a contract of which nothing is known, or in which there is nothing, is reported too", () => {
  expect(textReport(coverageOf([hostile]), false)).toContain("1 types, 0.00 % known");
  expect(textReport(coverageOf([]), true)).toContain("0 types, 100.00 % known");
});
