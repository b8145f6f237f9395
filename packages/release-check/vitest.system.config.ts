import { defineConfig } from "vitest/config";

// What asks the registry of npm.
export default defineConfig({
  test: { include: ["test/system/*.test.ts"], testTimeout: 120_000, hookTimeout: 600_000 },
});
