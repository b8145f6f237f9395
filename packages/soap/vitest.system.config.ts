import { defineConfig } from "vitest/config";

// Needs Debian's libxml2-utils (xmllint); `npm run test:system` runs it.
export default defineConfig({
  test: { include: ["test/system/**/*.test.ts"], testTimeout: 300_000, hookTimeout: 300_000 },
});
