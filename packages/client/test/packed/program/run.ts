import type { Places, Report } from "./check.ts";
import { checks } from "./checks.ts";
import { outcomesOf } from "./outcomes.ts";
import { runtimeName } from "./runtime.ts";

/** Runs all checks on whatever runtime this is. */
export async function run(places: Places): Promise<Report> {
  return { runtime: runtimeName(), outcomes: await outcomesOf(checks, places) };
}
