import { defineConfig } from "vitest/config";

// Property tests take their time on a busy machine.
export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["test/system/**"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
