import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["src/generated/**", "test/system/**"],
    globalSetup: ["test/setup/print-reports.ts"],
    // Two files take most of the time, and half of it waits for programs: they run beside each other on two cores.
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
