import { defineConfig } from "vitest/config";

// Witnesses are programs of others, installed from npm by neighbours/install.mjs when they are first needed.
export default defineConfig({
  test: { include: ["test/system/**/*.test.ts"], testTimeout: 300_000, hookTimeout: 300_000 },
});
