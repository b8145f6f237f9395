import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/system/**/*.test.ts"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Vitest's own second is short on a busy machine.
    expect: { poll: { timeout: 30_000 } },
  },
});
