// A page runs it: `runChecks("cross-origin", places)`.
import { type BrowserPlaces, crossOriginChecks, sameOriginChecks } from "./browser-checks.ts";
import { outcomesOf } from "./outcomes.ts";

const checks = { "cross-origin": crossOriginChecks, "same-origin": sameOriginChecks };

Object.assign(globalThis, {
  runChecks: (from: keyof typeof checks, places: BrowserPlaces) => outcomesOf(checks[from], places),
});
