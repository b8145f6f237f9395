import type { Outcome } from "./check.ts";

/** Runs checks, one after another, on whatever runtime this is. */
export async function outcomesOf<Places>(
  checks: Readonly<Record<string, (places: Places) => Promise<void>>>,
  places: Places,
): Promise<Outcome[]> {
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
  return outcomes;
}
