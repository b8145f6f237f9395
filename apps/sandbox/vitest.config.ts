import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["test/system/**"],
    // Real programs are started.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Vitest's own second is short on a busy machine.
    expect: { poll: { timeout: 30_000 } },
  },
});
