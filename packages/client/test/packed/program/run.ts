import type { Outcome, Places, Report } from "./check.ts";
import { checks } from "./checks.ts";

/** Runs all checks, one after another, on whatever runtime this is. */
export async function run(places: Places): Promise<Report> {
  const outcomes: Outcome[] = [];
  for (const [title, check] of Object.entries(checks)) {
    try {
      await check(places);
      outcomes.push({ title });
    } catch (error) {
      const cause = error instanceof Error && error.cause ? ` (cause: ${error.cause})` : "";
      outcomes.push({ title, failure: `${error}${cause}` });
    }
  }
  return { runtime: navigator.userAgent, outcomes };
}
