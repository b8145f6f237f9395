import type { Cell, Matrix } from "../matrix/matrix.ts";

/**
 * The matrix as JUnit XML, which CI servers read: a suite for each check, a case for each sample. A check that did not run
 * although it had to is an error.
 */
export function junitReport(matrix: Matrix): string {
  const { cells, failed, expected, seconds } = matrix;
  const missing = Math.max(0, expected - matrix.passed - failed);
  const suites = matrix.checks.map(({ id, title }) => {
    const own = cells.filter(({ check }) => check === id);
    const count = (result: Cell["result"]): number => own.filter((cell) => cell.result === result).length;
    return [
      `  <testsuite name="${xml(id)}" tests="${own.length}" failures="${count("failed")}" errors="0" skipped="${count("none")}">`,
      `    <properties><property name="title" value="${xml(title)}"/></properties>`,
      ...own.map((cell) => testCase(cell)),
      "  </testsuite>",
    ].join("\n");
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${xml(matrix.contract)}" tests="${cells.length}" failures="${failed}" errors="${missing}" time="${seconds.toFixed(3)}">`,
    ...suites,
    "</testsuites>",
    "",
  ].join("\n");
}

function testCase({ check, sample, result, problems }: Cell): string {
  const start = `    <testcase classname="${xml(check)}" name="${xml(sample)}"`;
  if (result === "passed") return `${start}/>`;
  if (result === "none")
    return `${start}><skipped message="the sample has nothing for this check"/></testcase>`;
  const lines = problems.map(({ in: half, message }) =>
    half === undefined ? message : `${half}: ${message}`,
  );
  return `${start}><failure message="${xml(lines[0] ?? "failed")}">${xml(lines.join("\n"))}</failure></testcase>`;
}

/** XML 1.0, 2.2: what is no character of XML cannot be written at all, escaped or not. */
const xml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML has not
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
