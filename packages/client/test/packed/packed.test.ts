import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Places, Report } from "./program/check.ts";
import { checks } from "./program/checks.ts";
import { installPacked, type Project } from "./support/install.ts";
import { openPlaces } from "./support/places.ts";
import { runtimes } from "./support/runtimes.ts";

let project: Project;
let places: Places;
const open = new AsyncDisposableStack();

beforeAll(async () => {
  project = open.use(installPacked());
  places = await openPlaces(open);
});
afterAll(() => open.disposeAsync());

describe.each(runtimes)("the packed client on $name", ({ agent, run }) => {
  let report: Report;
  beforeAll(async () => {
    report = await run(project.folder, places);
  });

  it("ran there, with every check", () => {
    expect(report.runtime).toMatch(new RegExp(`^${agent}`));
    expect(report.outcomes.map(({ title }) => title)).toEqual(Object.keys(checks));
  });

  it.each(Object.keys(checks))("%s", (title) => {
    const outcome = report.outcomes.find((one) => one.title === title);
    expect(outcome).toEqual({ title });
  });
});
