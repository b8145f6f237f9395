import type { Checks } from "./check.ts";
import { roughChecks } from "./rough.ts";
import { sandboxChecks } from "./sandbox.ts";
import { signedChecks } from "./signed.ts";

export const checks: Checks = { ...sandboxChecks, ...roughChecks, ...signedChecks };
