import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["src/generated/**"],
    globalSetup: ["test/setup/print-reports.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
