import { defineConfig } from "vitest/config";

// Property tests take their time on a busy machine.
export default defineConfig({
  test: { include: ["src/**/*.test.ts", "test/**/*.test.ts"], testTimeout: 300_000, hookTimeout: 300_000 },
});
