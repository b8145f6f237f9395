import { defineConfig } from "vitest/config";

// Commands that build, or that need the repository for themselves.
export default defineConfig({
  test: { include: ["test/system/**/*.test.ts"], testTimeout: 600_000, hookTimeout: 300_000 },
});
