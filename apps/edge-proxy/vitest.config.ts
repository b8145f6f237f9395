import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["test/system/**"],
    // Half of the time is waiting: two files go beside each other, on two cores as well.
    maxWorkers: 2,
    // Real programs are started and time-outs are waited for.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Vitest's own second is short on a busy machine.
    expect: { poll: { timeout: 30_000 } },
  },
});
