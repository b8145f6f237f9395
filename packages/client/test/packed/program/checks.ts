import type { Checks } from "./check.ts";
import { identityChecks } from "./identity.ts";
import { listChecks } from "./lists.ts";
import { roughChecks } from "./rough.ts";
import { sandboxChecks } from "./sandbox.ts";
import { signedChecks } from "./signed.ts";
import { validationChecks } from "./validation.ts";

export const checks: Checks = {
  ...sandboxChecks,
  ...listChecks,
  ...roughChecks,
  ...signedChecks,
  ...identityChecks,
  ...validationChecks,
};
