import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    testTimeout: 300_000,
    hookTimeout: 300_000,
    include: ["{src,test,scripts}/**/*.test.ts"],
    exclude: ["test/system/**"],
    typecheck: { enabled: true, include: ["**/*.test-d.ts"] },
  },
});
