import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{src,test,scripts}/**/*.test.ts"],
    typecheck: { enabled: true, include: ["**/*.test-d.ts"] },
  },
});
